import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { ReadinessReport } from '#common/contract/channels/readiness.ts';
import { bundleOf, manifestOf, newKey, sha256 } from '#tests/support/bundles.ts';
import { unlock } from '#tests/support/journey/first-run.ts';
import { passphrase } from '#tests/support/test-app.ts';
import { lookAt } from './support/axe.ts';
import { readBundle, sampleBundles } from './support/bundles.ts';
import { command, moveTo } from './support/keyboard.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';

afterEach(endAll);
afterAll(removeAll);

interface File {
  readonly title: string;
  readonly bytes: Buffer;
  readonly mediaType: string;
}

const longName = 'องค์การบริหารส่วนตำบลที่มีชื่อยาวมากเพื่อทดสอบการตัดบรรทัดบนหน้าจอเล็ก';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A bundle of these files, as if an LAO had sent them so. */
async function bundleWith(stage: Stage, files: readonly File[]): Promise<string> {
  const contents = files.map(({ bytes }) => bytes);
  const manifest = manifestOf(contents);
  const changed = {
    ...manifest,
    lao: { ...manifest.lao, name: longName },
    evidence: manifest.evidence.map((item, index) => {
      const { title, mediaType, bytes } = files[index]!;
      return { ...item, title, mediaType, sha256: sha256(bytes) };
    }),
  };
  const path = join(stage.folder, 'field.lpasub');
  await writeFile(path, await bundleOf(changed, newKey(), contents));
  return path;
}

/** One good PDF, and what goes wrong with files in an office. */
async function troubledFiles(stage: Stage): Promise<File[]> {
  const sample = await readBundle(sampleBundles[0]!);
  const pdf = sample.evidence.find(({ path }) => path.endsWith('.pdf'))!.bytes;
  const plain = join(stage.folder, 'plain.pdf');
  const closed = join(stage.folder, 'closed.pdf');
  await writeFile(plain, pdf);
  execFileSync('qpdf', ['--encrypt', 'reader', 'owner', '256', '--', plain, closed]);
  const photo = await sharp({
    create: {
      width: 900,
      height: 600,
      channels: 3,
      background: '#8ac',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();
  const type = 'application/pdf';
  return [
    { title: 'แผนพัฒนาที่เปิดได้', bytes: pdf, mediaType: type },
    { title: 'รายงานที่ถูกตัดครึ่ง', bytes: pdf.subarray(0, pdf.length >> 1), mediaType: type },
    // Not what it says, but readable: the viewer shows it as text and says so.
    { title: 'ภาพปลอม', bytes: Buffer.from('this is no picture at all'), mediaType: 'image/png' },
    { title: 'ภาพที่ส่งมาไม่ครบ', bytes: photo.subarray(0, photo.length >> 1), mediaType: 'image/jpeg' },
    { title: 'สัญญาที่ใส่รหัส', bytes: await readFile(closed), mediaType: type },
    { title: 'ภาพถ่ายที่ดี', bytes: photo, mediaType: 'image/jpeg' },
    { title: 'บันทึกข้อความ Word', bytes: Buffer.from('PK\u0003\u0004 a document'), mediaType: word },
    { title: 'ตาราง CSV', bytes: Buffer.from('a,b\n1,2\n'), mediaType: 'text/csv' },
  ];
}

/** So many different ones that something can happen while they are opened. */
async function manyFiles(count: number): Promise<File[]> {
  const { evidence } = await readBundle(sampleBundles[0]!);
  const pdf = evidence.find(({ path }) => path.endsWith('.pdf'))!.bytes;
  return Array.from({ length: count }, (_, index) => ({
    title: `แฟ้มที่ ${String(index + 1)}`,
    bytes: Buffer.concat([pdf, Buffer.from(`\n% ${String(index)}\n`)]),
    mediaType: 'application/pdf',
  }));
}

async function importFile(page: Page, path: string, laoName: string): Promise<void> {
  await page.locator('input[type=file][accept=".lpasub"]').setInputFiles(path);
  await page.getByRole('region', { name: 'ผลการนำเข้า' }).getByText(laoName).waitFor();
}

const checkButton = (page: Page) => page.getByRole('button', { name: 'ตรวจความพร้อม', exact: true });
/** Hundreds of files are opened meanwhile, on whatever machine. */
const patience = { timeout: 180_000 };
const line = (page: Page, check: string) => page.locator(`[data-check="${check}"]`);

/** Runs the check by its button on the list of work and waits for its result. */
async function runCheck(page: Page): Promise<ReadinessReport> {
  await checkButton(page).click();
  await line(page, 'content').waitFor(patience);
  return (await invokeInPage(page, 'readiness.last', {}))!;
}

const entriesOf = (report: ReadinessReport, check: string) =>
  report.items
    .find((item) => item.check === check)!
    .entries.map(({ laoName, title, reason }) => ({ laoName, title, reason }));

test('the sample: one button, every file opened without any network, result and card, axe in both themes', async () => {
  const { page } = await openUnlocked(await newStage('sample'));
  const asked = new Set<string>();
  let framePieces = 0;
  page.context().on('request', (request) => {
    const { origin } = new URL(request.url());
    asked.add(origin);
    if (origin === 'https://evidence.invalid') framePieces += 1;
  });
  const found: string[] = [];
  await checkButton(page).waitFor();
  found.push(...(await lookAt(page, 'readiness, never checked')));
  const report = await runCheck(page);
  const { drawn, outside, wrong } = report.items.find(({ check }) => check === 'pages')!.facts;
  expect([Number(drawn) + Number(outside), wrong]).toEqual([report.files, 0]);
  expect([report.submissions, report.state]).toEqual([3, 'look']);
  expect(entriesOf(report, 'content')).toEqual([]);
  // The watcher sees what the frame asks of its own origin, and sees nothing else.
  await expect.poll(() => framePieces).toBeGreaterThan(0);
  expect([...asked].sort()).toEqual(['https://app.invalid', 'https://evidence.invalid', 'https://reading.invalid']);
  await expect
    .poll(() => page.frames().filter((frame) => frame.url().startsWith('https://evidence.invalid')).length)
    .toBe(0);

  await expect.poll(() => line(page, 'links').getAttribute('data-level')).toBe('look');
  await line(page, 'links')
    .getByRole('button', { name: /^ดู 13 รายการ/ })
    .click();
  await expect.poll(() => line(page, 'links').getByRole('link').count()).toBe(13);
  found.push(...(await lookAt(page, 'readiness, result')));
  await page.getByRole('link', { name: 'กลับไปงานที่ได้รับมอบหมาย' }).click();
  const card = page.getByRole('region', { name: 'ความพร้อมออกพื้นที่' });
  await card.getByText('พร้อมออกพื้นที่ มี 4 เรื่องที่ควรดู').waitFor();
  await card.getByText(/3 แห่ง 78 ไฟล์ · ตรวจ \d\d:\d\d น\./).waitFor();
  await card.getByRole('link', { name: 'ดูผลตรวจ' }).click();
  await line(page, 'content').waitFor(patience);
  expect(found).toEqual([]);
});

test('files that cannot be opened are named, each with what is the matter, and a press leads to the file', async () => {
  const stage = await newStage('library');
  const { page } = await openUnlocked(stage);
  await importFile(page, await bundleWith(stage, await troubledFiles(stage)), longName);
  const report = await runCheck(page);
  const named = (title: string, reason: string) => ({ laoName: longName, title, reason });
  expect(entriesOf(report, 'content')).toEqual([]);
  expect(entriesOf(report, 'pages')).toEqual([
    named('รายงานที่ถูกตัดครึ่ง', 'damaged'),
    named('ภาพที่ส่งมาไม่ครบ', 'damaged'),
    named('สัญญาที่ใส่รหัส', 'password'),
    named('บันทึกข้อความ Word', 'unsupported'),
  ]);
  expect(report.items.find(({ check }) => check === 'pages')?.facts).toEqual({ drawn: 4, outside: 1, wrong: 3 });
  expect(report.state).toBe('bad');
  await page.getByRole('heading', { name: /^ยังไม่พร้อมออกพื้นที่ ต้องแก้ 1 เรื่อง/ }).waitFor();
  const rows = line(page, 'pages').locator('li');
  await rows.filter({ hasText: 'สัญญาที่ใส่รหัส' }).filter({ hasText: 'ต้องใช้รหัสผ่าน' }).waitFor();
  expect(await lookAt(page, 'readiness, bad')).toEqual([]);
  await rows.getByRole('link', { name: 'สัญญาที่ใส่รหัส' }).click();
  await expect
    .poll(() => page.getByRole('radio', { name: 'สัญญาที่ใส่รหัส' }).getAttribute('aria-checked'), { timeout: 15_000 })
    .toBe('true');
});

test('a frame that hangs costs one file; the rest is opened in a new one', async () => {
  const stage = await newStage('library');
  const { page } = await openUnlocked(stage);
  await importFile(page, await bundleWith(stage, await manyFiles(120)), longName);
  await checkButton(page).click();
  await page.getByText(/^[1-9]\d* จาก 120$/).waitFor();
  const frame = () => page.frames().find((one) => one.url().startsWith('https://evidence.invalid'));
  await expect.poll(() => frame() !== undefined).toBe(true);
  frame()!
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await line(page, 'content').waitFor(patience);
  const pages = (await invokeInPage(page, 'readiness.last', {}))!.items.find(({ check }) => check === 'pages')!;
  expect(pages.facts).toEqual({ drawn: 119, outside: 0, wrong: 1 });
  expect(pages.entries.map(({ reason }) => reason)).toEqual(['timeout']);
  expect(pages.level).toBe('look');
}, 480_000);

test('stopped, left alone, locked meanwhile, and out of date: nothing false is said', async () => {
  const stage = await newStage('library');
  const { page } = await openUnlocked(stage);
  await importFile(page, await bundleWith(stage, await manyFiles(300)), longName);
  const card = page.getByRole('region', { name: 'ความพร้อมออกพื้นที่' });
  const home = page.getByRole('link', { name: 'กลับไปงานที่ได้รับมอบหมาย' });
  const opened = page.getByText(/^\d+ จาก 300$/);

  await command(page, 'ตรวจความพร้อมก่อนออกพื้นที่');
  await opened.waitFor();
  const found = await lookAt(page, 'readiness, running');
  await home.click();
  await card.getByText('กำลังตรวจความพร้อม').waitFor();
  await card.getByRole('link', { name: 'ดูความคืบหน้า' }).click();
  await page.getByRole('button', { name: 'หยุดตรวจ' }).click();
  await page.getByText('หยุดตรวจแล้ว').waitFor();
  await expect.poll(() => page.locator('iframe[src*=evidence]').count()).toBe(0);
  expect(await invokeInPage(page, 'readiness.last', {})).toBeNull();
  await home.click();
  await card.getByText('ยังไม่ได้ตรวจความพร้อม').waitFor();

  await checkButton(page).click();
  await opened.waitFor();
  await page.keyboard.press('Control+Shift+L');
  await unlock(page, passphrase);
  await checkButton(page).waitFor();
  await expect.poll(() => page.locator('iframe[src*=evidence]').count()).toBe(0);
  expect(await invokeInPage(page, 'readiness.last', {})).toBeNull();

  expect((await runCheck(page)).state).toBe('look');
  await home.click();
  await importFile(page, sampleBundles[0]!, 'ธาราบุรี');
  await card.getByText('ข้อมูลเปลี่ยนหลังตรวจ').waitFor();
  found.push(...(await lookAt(page, 'readiness, changed')));
  await command(page, 'ดูผลตรวจความพร้อมออกพื้นที่');
  await page.getByText('ผลด้านล่างเป็นของครั้งก่อน').waitFor();
  expect(found).toEqual([]);
}, 480_000);

test('by keyboard alone, and a changed byte on disk is named on the screen', async () => {
  const stage = await newStage('sample');
  const folder = join(stage.data, 'blobs');
  const blobs = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const spoilt = join(blobs[0]!.parentPath, blobs[0]!.name);
  const bytes = await readFile(spoilt);
  bytes[bytes.length >> 1] = bytes[bytes.length >> 1]! ^ 1;
  await writeFile(spoilt, bytes);
  const { page } = await openUnlocked(stage);
  await checkButton(page).focus();
  await page.keyboard.press('Enter');
  await line(page, 'content').waitFor(patience);
  await page.getByRole('heading', { name: 'ไฟล์หลักฐาน 1 ไฟล์หายหรือไม่ตรงกับที่ อปท. ส่ง' }).waitFor();
  await line(page, 'content').getByText('ข้อมูลในเครื่องเสียหาย').waitFor();
  await line(page, 'links')
    .getByRole('button', { name: /^ดู 13 รายการ/ })
    .waitFor();
  await moveTo(page, /^ดู 13 รายการ/);
  await page.keyboard.press('Enter');
  await expect.poll(() => line(page, 'links').getByRole('link').count()).toBe(13);
});
