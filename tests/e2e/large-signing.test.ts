import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { finaliseFixture } from '#tests/support/import-fixture.ts';
import { verifyInApp } from '#tests/support/journey/finish.ts';
import { importLarge } from '#tests/support/large-submission.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import { asMember, command, openTestApp, passphrase, type TestApp } from '#tests/support/test-app.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';

/** A person who signs a large package sees how far it is, and can think better of it: by mouse and by keys, in both languages. */
const megabytes = 400;

let stage: Stage;
let submission: string;
/** The package as it came on a stick. */
let file: string;

beforeAll(async () => {
  stage = await newStage('library');
  const app = await openTestApp({ folder: stage.data, print: () => signablePdf() });
  await app.call('library.unlock', { passphrase });
  submission = await importLarge(app, stage.folder, megabytes);
  await finaliseFixture(app, submission);
  const { id: key } = await app.call('key.generate', { name: asMember.name, title: asMember.title });
  const { id } = await app.call('package.sign', {
    ...{ submission, key, passphrase, as: asMember, job: command(), evidence: 'all' },
  });
  file = await save(app, id);
  await app.call('key.generate', { name: 'นายธนพล ศรีสุนทรกิจ', title: 'ประธาน' });
  await app.close();
}, 240_000);
afterEach(endAll);
afterAll(removeAll);

async function save(app: TestApp, id: string): Promise<string> {
  const { ticket, size } = await app.call('package.export', { id });
  const path = join(stage.folder, 'จากเครื่องอื่น.asice');
  for (let begin = 0; begin < size;) {
    const served = await app.app.serve({
      ...{ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: `bytes=${begin}-` },
    });
    await appendFile(path, served.body);
    begin += served.body.byteLength;
  }
  return path;
}

async function look(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });
}

const words = {
  th: {
    ...{ sign: 'ลงนามเพิ่ม', passphrase: 'รหัสผ่านที่ใช้เปิดข้อมูล', bar: 'ตรวจแพ็กเกจและเขียนลายมือชื่อ', signing: 'กำลังลงนาม…' },
    ...{ cancel: 'ยกเลิก', cancelled: 'ยกเลิกแล้ว แพ็กเกจยังเหมือนเดิม', share: /ร้อยละ \d+/ },
  },
  en: {
    ...{ sign: 'Add a signature', passphrase: 'Passphrase of this library', signing: 'Signing…' },
    ...{ bar: 'Checking the package, adding the signature', cancel: 'Cancel', share: /\d+%/ },
    cancelled: 'Cancelled. The package is as it was',
  },
};
type Words = (typeof words)['th' | 'en'];

/** Opens the dialog and signs by keys alone; resolves when the bar has moved. */
async function begin(page: Page, opener: Locator, t: Words): Promise<Locator> {
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t.passphrase).fill(passphrase);
  await page.keyboard.press('Enter');
  const bar = dialog.getByRole('progressbar', { name: t.bar });
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 30_000 })
    .toBeGreaterThan(1);
  return dialog;
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent.trim());
const signers = async (page: Page) =>
  (await invokeInPage(page, 'package.list', { submission })).map((one) => one.signers.length);

test.each(['th', 'en'] as const)(
  'a further signature shows its bar and is cancelled by keys (%s)',
  async (language) => {
    const t = words[language];
    const { page } = await openUnlocked(stage);
    await invokeInPage(page, 'settings.set', { language });
    await page.goto(`https://app.invalid/#/s/${submission}/sign`);
    const opener = page.getByRole('button', { name: t.sign });
    const dialog = await begin(page, opener, t);
    expect(await dialog.getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(t.share);
    await page.keyboard.press('Escape');
    await dialog.getByText(t.cancelled, { exact: false }).waitFor();
    expect(await dialog.getByRole('progressbar').count()).toBe(0);
    await look(page, `cancelled-${language}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe(t.sign);
    expect(await signers(page)).toEqual([1]);

    // By the button at the foot, which a key reaches; a click beside the dialog ends nothing.
    await begin(page, opener, t);
    await look(page, `signing-${language}`);
    await page.mouse.click(20, 400);
    expect(await dialog.getByRole('button', { name: t.signing }).count()).toBe(1);
    await dialog.getByRole('button', { name: t.cancel, exact: true }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText(t.cancelled, { exact: false }).waitFor();
    await expect.poll(() => focused(page)).toBe(t.cancel);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe(t.sign);
    expect(await signers(page)).toEqual([1]);
    await invokeInPage(page, 'settings.set', { language: 'th' });
  },
);

test('a file from another computer likewise; and after all that it is signed', async () => {
  const { page } = await openUnlocked(stage);
  await verifyInApp(page, file, 'ประธานยังไม่ปิดแพ็กเกจ');
  const opener = page.getByRole('button', { name: 'ลงนามในแพ็กเกจนี้' });
  const dialog = await begin(page, opener, words.th);
  await look(page, 'signing-file');
  await page.keyboard.press('Escape');
  await dialog.getByText(words.th.cancelled, { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe('ลงนามในแพ็กเกจนี้');

  await page.goto(`https://app.invalid/#/s/${submission}/sign`);
  // Signatures from elsewhere are taken in with a bar as well; the button itself leaves it.
  const receive = page.getByRole('button', { name: 'รับลายมือชื่อจากเครื่องอื่น' });
  await receive.focus();
  await page.locator('input[type=file][accept=".asice"]').setInputFiles(file);
  await page.getByRole('progressbar', { name: 'ตรวจแพ็กเกจและรับลายมือชื่อ' }).waitFor();
  await look(page, 'receiving');
  await expect.poll(() => focused(page)).toBe('ยกเลิกการรับลายมือชื่อ');
  await page.keyboard.press('Enter');
  await page.getByText('ยกเลิกแล้ว แพ็กเกจยังเหมือนเดิม').waitFor();
  await expect.poll(() => focused(page)).toBe('รับลายมือชื่อจากเครื่องอื่น');

  await begin(page, page.getByRole('button', { name: words.th.sign }), words.th);
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('นายธนพล ศรีสุนทรกิจ ลงนามแล้ว').waitFor();
  expect(await signers(page)).toEqual([2]);
});
