import { afterAll, afterEach, expect, test } from 'vitest';
import { takeTool } from '#tests/support/journey/mark.ts';
import { bookFile, inWindows874, letterFile, oldWordFile } from '#tests/support/office-samples.ts';
import { soundFile } from '#tests/support/sound-files.ts';
import { joinTiffs, scannedSheet } from '#tests/support/tiff-files.ts';
import { lookAt } from './support/axe.ts';
import { evidenceStage, inFrame, openEvidence, openFile } from './support/evidence-stage.ts';
import { endAll, removeAll } from './support/stage.ts';

afterEach(endAll);
afterAll(removeAll);

const office = 'application/vnd.openxmlformats-officedocument';

/** What is seen in the frame, or beside it, when the file is open. */
const files = async () => [
  {
    title: 'หนังสือราชการ',
    name: 'letter.docx',
    type: `${office}.wordprocessingml.document`,
    bytes: await letterFile(),
    seen: '.docx-paper',
  },
  {
    title: 'ตารางรายรับ',
    name: 'book.xlsx',
    type: `${office}.spreadsheetml.sheet`,
    bytes: await bookFile(200),
    seen: '.cell',
  },
  {
    title: 'บันทึกข้อความ',
    name: 'note.txt',
    type: 'text/plain',
    bytes: inWindows874('เรียน นายกเทศมนตรี\r\nบรรทัดที่สอง'),
    seen: '.reading',
  },
  { title: 'เสียงประชุม', name: 'meeting.wav', type: 'audio/wav', bytes: soundFile(5, 8000), seen: '.player-bar' },
  {
    title: 'โทรสาร',
    name: 'fax.tif',
    type: 'image/tiff',
    bytes: joinTiffs(await Promise.all([1, 2].map((sheet) => scannedSheet(sheet, 'ccittfax4')))),
    seen: '[data-page="1"][data-drawn="true"] canvas',
  },
  { title: 'เอกสารรุ่นเดิม', name: 'old.doc', type: 'application/msword', bytes: oldWordFile(), seen: null },
];

test('axe on every kind of evidence', async () => {
  const sent = await files();
  const { page } = await openEvidence(await evidenceStage(sent));
  const found: string[] = [];
  for (const { title, name, seen } of sent) {
    await openFile(page, title);
    if (seen === null) await page.getByText('ยังใช้อ้างเป็นหลักฐานได้').first().waitFor();
    else await inFrame(page, seen).first().waitFor();
    found.push(...(await lookAt(page, name)));
  }
  expect(found).toEqual([]);
}, 300_000);

test('axe on a cited mark with a comment, chosen', async () => {
  const [, , , , fax] = await files();
  const { page } = await openEvidence(await evidenceStage([fax!]));
  await inFrame(page, fax!.seen!).waitFor();
  await inFrame(page, '#stage').focus();
  await takeTool(page, 'r');
  await page.keyboard.press('Enter');
  await inFrame(page, '.mark').waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('c');
  await inFrame(page, '.mark.cited').waitFor();
  await page.getByRole('textbox', { name: 'คำอธิบาย' }).fill('ยอดไม่ตรงกับทะเบียนคุม');
  await inFrame(page, '.comment').waitFor();
  await expect.poll(() => inFrame(page, '.mark').getAttribute('aria-label')).toContain('ยอดไม่ตรงกับทะเบียนคุม');
  expect(await lookAt(page, 'cited mark')).toEqual([]);
});
