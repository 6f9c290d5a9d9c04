import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Change } from '#common/domain/review-event.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { saved } from '#tests/support/journey/score.ts';
import { readPdf } from '#tests/support/read-pdf.ts';
import { lookAt } from './support/axe.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';
import { sampleInstrument, showIndicator, waitForEvidence } from './support/workbench.ts';

afterEach(endAll);
afterAll(removeAll);

async function openSample() {
  const stage = await newStage('sample');
  const { page } = await openUnlocked(stage);
  const list = await invokeInPage(page, 'submission.list', {});
  const submission = list.find((one) => JSON.stringify(one).includes('ท่าแก้วพัฒนา'))!.id;
  const goTo = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, `/s/${submission}${hash}`);
  return { stage, page, submission, goTo };
}

const review = (page: Page, submission: string) =>
  invokeInPage(page, 'review.get', { submission }).then((snapshot) => snapshot.review);
const form = (page: Page) => page.getByRole('region', { name: 'ให้คะแนน' });

test('certificate, confidence, own phrase, requests and what changed since yesterday, by keyboard', async () => {
  const { stage, page, submission, goTo } = await openSample();
  const found: string[] = [];
  await goTo('/review/i03');
  await waitForEvidence(page);

  // A certificate, with a year that could mean two things first.
  await page.keyboard.press('Shift+KeyC');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'หน่วยงานที่รับรอง' }).fill('สำนักงานการตรวจเงินแผ่นดิน');
  await dialog.getByRole('textbox', { name: 'ชื่อหนังสือ' }).fill('รายงานการตรวจสอบ ที่ ตผ 0042');
  await dialog.getByRole('textbox', { name: 'ลงวันที่ (พ.ศ.)' }).fill('๒๐/๑๒/๖๖');
  await dialog.getByRole('button', { name: 'บันทึกหนังสือรับรอง' }).click();
  await dialog.getByText('ใส่ปีให้ครบ 4 หลัก').waitFor();
  await dialog.getByRole('textbox', { name: 'ลงวันที่ (พ.ศ.)' }).fill('๒๐/๑๒/๒๕๖๖');
  await dialog.getByText('วันพุธที่ 20 ธันวาคม 2566').waitFor();
  await dialog.getByRole('textbox', { name: 'ผู้ลงนาม' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await form(page).getByText('สำนักงานการตรวจเงินแผ่นดิน · 20 ธ.ค. 2566').waitFor();
  await expect
    .poll(async () => (await review(page, submission)).certificates)
    .toMatchObject([{ indicator: 'i03', issuedOn: '2023-12-20', evidence: null }]);

  // Confidence by key; the same key takes it back; undo says what it takes back.
  await page.locator('h1').click();
  await page.keyboard.press('Shift+Digit3');
  await page.getByRole('grid').getByText('มั่นใจต่ำ').waitFor();
  await page.keyboard.press('Shift+Digit3');
  await page.getByRole('grid').getByText('มั่นใจต่ำ').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await page.getByText('เลิกทำ: ความมั่นใจ ข้อ 3').waitFor();
  await page.getByRole('grid').getByText('มั่นใจต่ำ').waitFor();

  // What was written once is written again by two clicks.
  await page.keyboard.press('3');
  const reason = form(page).getByRole('textbox', { name: 'เหตุผลที่คะแนนต่างจาก อปท.' });
  await reason.fill('คำสั่งขาดลายมือชื่อผู้มีอำนาจ');
  const menus = form(page).getByRole('button', { name: 'ถ้อยคำ', exact: true });
  await menus.first().click();
  await page.getByRole('menuitem', { name: 'เก็บข้อความในช่องนี้เป็นถ้อยคำ' }).click();
  await page.getByText('เก็บเป็นถ้อยคำแล้ว').waitFor();
  await showIndicator(page, '2');
  await page.locator('h1').click();
  await page.keyboard.press('3');
  // The reason's menu comes before the remark's.
  await reason.waitFor();
  await menus.first().click();
  await page.getByRole('menuitem', { name: 'คำสั่งขาดลายมือชื่อผู้มีอำนาจ' }).click();
  await expect.poll(() => reason.inputValue()).toBe('คำสั่งขาดลายมือชื่อผู้มีอำนาจ');
  await expect.poll(() => invokeInPage(page, 'phrase.list', {})).toMatchObject([{ used: 1, scope: null }]);
  await page.locator('h1').click();
  await page.keyboard.press('p');
  await dialog.getByText('ใช้แล้ว 1 ครั้ง').waitFor();
  found.push(...(await lookAt(page, 'own phrases')));
  await page.keyboard.press('Escape');

  // Requests: written in the indicator, listed for the LAO, printed as one paper.
  await showIndicator(page, '3');
  await page.locator('h1').click();
  await page.keyboard.press('q');
  await dialog.getByRole('button', { name: 'เพิ่มในใบขอ' }).click();
  await dialog.getByText('พิมพ์รายการที่ขอหรือถามก่อน').waitFor();
  await dialog.getByRole('textbox', { name: 'รายการที่ขอหรือถาม' }).fill('คำสั่งแต่งตั้งฉบับลงนาม');
  await dialog.getByRole('button', { name: 'เพิ่มในใบขอ' }).click();
  await dialog.getByRole('checkbox', { name: 'ได้รับหรือตอบแล้ว: คำสั่งแต่งตั้งฉบับลงนาม' }).waitFor();
  found.push(...(await lookAt(page, 'requests of an indicator')));
  await page.keyboard.press('Escape');
  await form(page).getByRole('button', { name: 'ใบขอ 1' }).waitFor();
  found.push(...(await lookAt(page, 'score form with everything')));
  await page.keyboard.press('Shift+KeyQ');
  await page.getByRole('heading', { name: 'ใบขอเอกสารเพิ่มและคำถามถึง อปท.' }).waitFor();
  found.push(...(await lookAt(page, 'list of requests')));
  await page.keyboard.press('Control+p');
  const name = 'ใบขอเอกสาร-LPA2567-05990312-ท่าแก้วพัฒนา.pdf';
  await page.getByText(`สร้าง ${name} แล้ว`).waitFor();
  // A download has another name until it is whole.
  await expect.poll(() => readdir(stage.downloads), { timeout: 30_000 }).toEqual([name]);
  const text = readPdf(await readFile(join(stage.downloads, name))).pages.join('\n');
  for (const part of ['ข้อ ๓ การจัดส่งรายงานการควบคุมภายใน', '๑ เอกสาร คำสั่งแต่งตั้งฉบับลงนาม', 'ผู้รับรายการ'])
    expect(text).toContain(part);
  await page.getByRole('checkbox', { name: 'ได้รับหรือตอบแล้ว: คำสั่งแต่งตั้งฉบับลงนาม' }).press('Space');
  await page.getByText('ไม่มีรายการค้าง ได้รับครบแล้ว').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'พิมพ์ใบส่งมอบ' }).count()).toBe(0);

  // What changed since yesterday, from what to what, and back to the place.
  await page.keyboard.press('Shift+KeyY');
  const changes = page.getByRole('region', { name: 'สิ่งที่เปลี่ยน' });
  await changes.getByText('ยังไม่ให้คะแนน').first().waitFor();
  const lines = async () => (await changes.getByRole('listitem').allInnerTexts()).join('\n').replace(/\s+/g, ' ');
  for (const part of ['คะแนนทีม ยังไม่ให้คะแนน 3 คะแนน', 'ความมั่นใจ ไม่ระบุ ต่ำ', 'คำสั่งแต่งตั้งฉบับลงนาม (ได้รับแล้ว)'])
    await expect.poll(lines).toContain(part);
  found.push(...(await lookAt(page, 'what changed since yesterday')));
  await changes.getByText('ครั้งก่อนที่ท่านทำงาน').click();
  await changes.getByText('ยังไม่มีครั้งก่อน').waitFor();
  await changes.getByText('7 วันก่อน').click();
  await changes.getByRole('link', { name: 'ข้อ 3 การจัดส่งรายงานการควบคุมภายใน' }).click();
  await page.getByRole('heading', { level: 1, name: /^3\. / }).waitFor();
  await page.keyboard.press('Shift+KeyH');
  await dialog.getByText('รายงานการตรวจสอบ ที่ ตผ 0042').waitFor();
  await page.keyboard.press('Escape');
  expect(found).toEqual([]);
});

test('lists narrow the rail, and a mark that proves several scores leads from one to the other', async () => {
  const { page, submission, goTo } = await openSample();
  const found: string[] = [];
  const { manifest } = await invokeInPage(page, 'submission.get', { id: submission });
  const record = (change: Exclude<Change, { readonly type: 'measure.set' | 'team.set' }>) =>
    invokeInPage(page, 'review.record', { submission, command: randomUUID(), change: change });
  const file = manifest.evidence.find((item) => item.indicators.includes('i03'))!;
  const author = { id: randomUUID(), name: 'ก' };
  const now = new Date().toISOString();
  const mark = randomUUID();
  await record({
    type: 'annotation.created',
    payload: {
      annotation: toWebAnnotation(
        {
          ...{ id: mark, evidence: file.id, sha256: file.sha256, indicator: 'i03', page: 1, kind: 'rectangle' },
          ...{ rects: [{ x: 100, y: 100, width: 200, height: 80 }], strokes: [], colour: 'blue', stamp: '' },
          ...{ quote: null, comment: 'วันที่ส่ง', author, createdAt: now, modifiedAt: now },
        },
        file.mediaType,
      ),
    },
  });
  for (const indicator of ['i03', 'i05'])
    await record({
      type: 'citation.added',
      payload: { id: randomUUID(), indicator, evidence: file.id, annotation: mark },
    });
  await record({ type: 'flag.set', payload: { indicator: 'i05', flagged: true } });

  await goTo('/review/i03');
  await waitForEvidence(page);
  await form(page)
    .getByRole('button', { name: /^ไปที่หลักฐานลำดับ 1 / })
    .click();
  await form(page).getByText('เครื่องหมายที่เลือกอ้างในข้ออื่นด้วย').waitFor();
  await form(page).getByRole('button', { name: 'ข้อ 5 ลำดับ 1' }).click();
  await page.getByRole('heading', { level: 1, name: /^5\. / }).waitFor();
  await form(page).getByRole('button', { name: 'ข้อ 3 ลำดับ 1' }).waitFor();

  await page.locator('h1').click();
  await page.keyboard.press('Shift+KeyF');
  await page.getByRole('menuitem', { name: 'ถามประธาน (1)' }).click();
  const rows = page.locator('[role=grid] [data-key^=i]');
  await expect.poll(() => rows.count()).toBe(1);
  // The marks in the frame are looked at where they are tested.
  found.push(...(await lookAt(page, 'rail narrowed to a list')).filter((one) => !one.includes(', evidence, ')));
  await page.getByRole('button', { name: 'เลิกกรอง ถามประธาน (1)' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(3);

  // From the overview straight into the list.
  await goTo('');
  await page.getByRole('link', { name: /ขอความเห็นประธาน/ }).click();
  await page.getByRole('heading', { level: 1, name: /^5\. / }).waitFor();
  await page.getByRole('button', { name: 'เลิกกรอง ถามประธาน (1)' }).waitFor();
  expect(found).toEqual([]);
});

test('a deadline with its fiscal year, and what leaving an indicator out does, before anybody agrees', async () => {
  const { page, submission } = await openSample();
  const { indicators } = sampleInstrument();
  const deadline = indicators.find(({ rule }) => rule.kind === 'deadline')!;
  await page.getByRole('row').filter({ hasText: 'ท่าแก้วพัฒนา' }).dblclick();
  await page.getByRole('link', { name: 'ตรวจและให้คะแนน' }).click();
  await showIndicator(page, deadline.number);
  const day = form(page).getByRole('textbox', { name: 'วันที่ดำเนินการจริง' });
  await day.fill('๒๐/๑๒/๖๖');
  await form(page).getByText('ใส่ปีให้ครบ 4 หลัก').waitFor();
  await day.fill('๒๐ ธ.ค. ๒๕๖๖');
  await form(page).getByText('วันพุธที่ 20 ธันวาคม 2566 · ปีงบประมาณ พ.ศ. 2567').waitFor();
  await expect
    .poll(async () => (await review(page, submission)).indicators[deadline.id]?.measure)
    .toEqual({ kind: 'deadline', doneOn: '2023-12-20' });
  await saved(page);
  await day.fill('30/9/2555');
  await form(page).getByText('ห่างจากวันครบกำหนดเกิน 1 ปี').waitFor();

  const removable = indicators.find(({ notApplicable, pilot }) => notApplicable === 'remove' && !pilot)!;
  await showIndicator(page, removable.number);
  await page.locator('h1').click();
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/ตัวหารลดจาก 450 เหลือ 445 คะแนน/).waitFor();
  await expect
    .poll(async () => (await dialog.locator('dl').innerText()).replace(/\s+/g, ' '))
    .toContain('คะแนนเต็มรวม (ตัวหาร) 450 → 445');
  await dialog.getByRole('textbox', { name: 'เหตุผลที่ไม่นำข้อนี้มาคิดคะแนน' }).fill('ไม่มีภารกิจ');
  await dialog.getByRole('button', { name: 'มติทีมประเมิน' }).click();
  await dialog.getByRole('button', { name: 'ตัดฐานข้อนี้' }).click();
  await form(page).getByText('เห็นชอบโดย มติทีมประเมิน').waitFor();
});

test('blind mode tells nothing of a self-score before the team gave its own', async () => {
  const { page, submission, goTo } = await openSample();
  await invokeInPage(page, 'settings.set', { blindMode: true });
  const { instrument, manifest } = await invokeInPage(page, 'submission.get', { id: submission });
  const percent = instrument.indicators.find(
    ({ id, rule }) =>
      rule.kind === 'percent' && manifest.answers.some((one) => one.indicator === id && one.measure !== null),
  )!;
  const answer = manifest.answers.find(({ indicator }) => indicator === percent.id)!;
  await goTo('');
  await page.getByText('ซ่อนไว้').waitFor();
  await goTo(`/review/${percent.id}`);
  await form(page).getByText('ซ่อนคะแนน อปท. จนกว่าจะให้คะแนน').waitFor();
  const row = page.locator(`[role=grid] [data-key="${percent.id}"]`);
  for (const place of [form(page), row]) {
    expect(await place.innerText()).not.toMatch(/อปท\. แจ้ง|อปท\. ประเมินตนเอง/);
    if (answer.note !== '') expect(await place.innerText()).not.toContain(answer.note);
  }
  expect(await row.getAttribute('aria-label')).not.toMatch(/อปท\. \d/);
  const fields = form(page).locator('fieldset input[type=text]');
  await fields.nth(0).fill('๑');
  await fields.nth(1).fill('๔๓');
  const confirm = form(page).getByRole('button', { name: /^ยืนยัน \d คะแนน/ });
  await confirm.waitFor();
  expect(await form(page).innerText()).not.toMatch(/อปท\. แจ้ง|อปท\. \d/);
  await confirm.click();
  await form(page).getByText('อปท. ประเมินตนเอง').waitFor();
  await form(page)
    .getByText(/อปท\. แจ้ง .* · ต่าง /)
    .waitFor();
  await expect.poll(() => row.getAttribute('aria-label')).toMatch(/อปท\. \d/);
});
