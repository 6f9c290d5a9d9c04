import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { telephonePhoto } from '#tests/fixtures/telephone-photo.ts';
import * as office from '#tests/support/hostile/office-files.ts';
import * as pdf from '#tests/support/hostile/pdf-files.ts';
import * as picture from '#tests/support/hostile/picture-files.ts';
import type { RunningApp } from '#tests/support/launch-app.ts';
import { evidenceStage, inFrame, openEvidence, openFile, type SentFile } from './support/evidence-stage.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { removeAll, type Stage } from './support/stage.ts';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const book = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const latin = (text: string) => Buffer.from(text, 'latin1');

/** `seen`: an element in the frame with these words (or any); 'card': the file is said not to be shown, in these words. */
type Fate = { readonly seen: string; readonly words?: string } | { readonly card: RegExp };
type Case = readonly [name: string, type: string, make: () => Buffer, fate: Fate];

const damaged = { card: /เสียหาย|แสดง.*ไม่ได้|เปิดไม่ได้/ };
const tooLarge = { card: /ใหญ่/ };
const drawn = { seen: '[data-page="1"][data-drawn]' };

const cases: readonly Case[] = [
  ['active.pdf', 'application/pdf', pdf.activePdf, drawn],
  ['huge-image.pdf', 'application/pdf', pdf.hugeImagePdf, drawn],
  ['endless-pages.pdf', 'application/pdf', pdf.endlessPagesPdf, damaged],
  ['endless-drawing.pdf', 'application/pdf', pdf.endlessDrawingPdf, drawn],
  ['bad-font.pdf', 'application/pdf', pdf.badFontPdf, drawn],
  ['cut-off.pdf', 'application/pdf', () => pdf.activePdf().subarray(0, 200), damaged],
  ['locked.pdf', 'application/pdf', pdf.lockedPdf, { card: /รหัสผ่าน/ }],
  ['huge.png', 'image/png', () => picture.hugePng(60_000, 60_000), tooLarge],
  ['short.png', 'image/png', () => picture.hugePng(9000, 9000).subarray(0, 3000), { seen: 'img' }],
  ['endless.tif', 'image/tiff', picture.endlessTiff, drawn],
  ['huge.tif', 'image/tiff', picture.hugeTiff, tooLarge],
  ['empty.tif', 'image/tiff', picture.emptyTiff, drawn],
  ['broken.heic', 'image/heic', picture.brokenPhoto, damaged],
  ['cut-off.heic', 'image/heic', () => telephonePhoto().subarray(0, 500), damaged],
  ['active.svg', 'image/svg+xml', picture.activeSvg, { seen: '.reading', words: 'onload="alert(1)"' }],
  ['active.html', 'text/html', () => latin('<html><script>alert(1)</script>'), { seen: '.reading', words: '<script>' }],
  ['active.docx', word, office.activeWord, { seen: '.docx-paper', words: 'ACTIVE' }],
  ['styled.docx', word, office.styledWord, { seen: '.docx-paper', words: 'STYLED' }],
  ['entity.docx', word, office.entityWord, damaged],
  ['bomb.docx', word, office.bombWord, tooLarge],
  ['lying.docx', word, office.lyingWord, damaged],
  ['active.xlsx', book, office.activeBook, { seen: '.cell', words: 'DDE' }],
  ['bomb.xlsx', book, office.bombBook, tooLarge],
  ['vast.xlsx', book, office.vastBook, { seen: '.grid' }],
  ['active.csv', 'text/csv', () => latin("=cmd|'/C calc'!A0,=1+1\n"), { seen: '.cell', words: '=1+1' }],
  ['open-quote.csv', 'text/csv', () => latin(`"${'a,'.repeat(400_000)}`), { seen: '.grid' }],
  [
    'broken.mp4',
    'video/mp4',
    () => latin('\0\0\0\x18ftypisom\0\0\0\0isommp42' + '\xff'.repeat(5000)),
    { card: /เล่นไฟล์นี้ที่นี่ไม่ได้/ },
  ],
  ['broken.webm', 'video/webm', () => latin('\x1a\x45\xdf\xa3' + '\x01'.repeat(5000)), { card: /เล่นไฟล์นี้ที่นี่ไม่ได้/ }],
  ['broken.mp3', 'audio/mpeg', () => latin('ID3\x04' + '\0'.repeat(5000)), { card: /เล่นไฟล์นี้ที่นี่ไม่ได้/ }],
  ['program.jpg', 'image/jpeg', () => latin('MZ\x90\0 This program'), { card: /นามสกุลไม่ตรงกับเนื้อหา/ }],
  ['package.pdf', 'application/pdf', office.activeBook, { seen: '.cell', words: 'DDE' }],
  ['nothing.pdf', 'application/pdf', () => Buffer.alloc(0), { card: /ว่างเปล่า/ }],
  ['noise.docx', word, () => latin('PK\x03\x04' + '\x9c\x01'.repeat(3000)), { card: /เปิดไฟล์ชนิดนี้/ }],
];
const good: Case = ['good.txt', 'text/plain', () => latin('GOOD FILE'), { seen: '.reading', words: 'GOOD FILE' }];

let stage: Stage;
let app: RunningApp;
let page: Page;
/** What a document must never bring about. */
const events: string[] = [];
const own = /^(?:https:\/\/(?:app|evidence|reading)\.invalid\/|blob:|data:)/;

beforeAll(async () => {
  const files = [...cases, good].map(([name, type, make]): SentFile => ({ title: name, name, type, bytes: make() }));
  stage = await evidenceStage(files);
  app = await openEvidence(stage);
  ({ page } = app);
  page.on('dialog', (dialog) => {
    events.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('download', (download) => events.push(`download ${download.url()}`));
  page.on('crash', () => events.push('crash'));
  page.context().on('page', (opened) => events.push(`window ${opened.url()}`));
  page.context().on('request', (request) => {
    if (!own.test(request.url())) events.push(`request ${request.url()}`);
  });
}, 300_000);
afterAll(removeAll);

const pane = () => page.getByRole('article');

async function meets(fate: Fate): Promise<void> {
  const patience = { timeout: 60_000 };
  if ('card' in fate) await pane().filter({ hasText: fate.card }).waitFor(patience);
  else {
    const all = inFrame(page, fate.seen);
    await (fate.words === undefined ? all : all.filter({ hasText: fate.words })).first().waitFor(patience);
  }
}

test.each(cases)(
  '%s does nothing but be looked at, and the next file opens',
  { retry: 0 },
  async (name, _type, _make, fate) => {
    events.length = 0;
    await openFile(page, name);
    await meets(fate);
    await page.waitForTimeout(300); // what comes late
    if (process.env.LPA_SHOTS !== undefined)
      await page.screenshot({ path: join(process.env.LPA_SHOTS, `${name}.png`) });
    const frame = page.frames().find((one) => one.url().startsWith('https://evidence.invalid/'))!;
    const made = await frame.evaluate(() => ({
      frames: document.querySelectorAll('iframe, object, embed, form, script:not([type=module])').length,
      links: [...document.querySelectorAll('#stage a[href]')].length,
      visible: getComputedStyle(document.body).display,
    }));
    expect(made).toEqual({ frames: 0, links: 0, visible: 'grid' });
    expect(events).toEqual([]);
    expect(await readdir(stage.downloads)).toEqual([]);
    expect(await invokeInPage(page, 'library.status', {})).toMatchObject({ state: 'open' });
    await openFile(page, 'good.txt');
    await meets(good[3]);
  },
);

test('a frame that hangs is said to have stopped; the form goes on, and reopening works', async () => {
  await openFile(page, 'good.txt');
  await meets(good[3]);
  const frame = page.frames().find((one) => one.url().startsWith('https://evidence.invalid/'))!;
  void frame
    .evaluate(() => {
      for (;;) Math.random();
    })
    .catch(() => undefined);
  const note = page.getByText('ตัวแสดงไฟล์หยุดทำงาน คะแนนและข้อความของท่านบันทึกแล้ว');
  await note.waitFor({ timeout: 90_000 });
  await page.getByLabel('หมายเหตุ (ไม่บังคับ)').fill('ยังพิมพ์ได้');
  await page.locator('[data-durable="saved"]').waitFor();
  await page.getByRole('button', { name: 'เปิดใหม่' }).click();
  await meets(good[3]);
  await note.waitFor({ state: 'detached' });
});
