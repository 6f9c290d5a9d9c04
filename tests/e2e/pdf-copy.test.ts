import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Mark } from '#common/domain/annotation.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { goTo } from './support/new-screens.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';
import { waitForEvidence } from './support/workbench.ts';

afterEach(endAll);
afterAll(removeAll);

test('a copy with a stamp is saved from the viewer; marks go out and come in on the reports page', async () => {
  const stage = await newStage('sample');
  const app = await openUnlocked(stage);
  const { page } = app;
  const [first] = await invokeInPage(page, 'submission.list', {});
  const { id: submission } = first!;
  const { manifest } = await invokeInPage(page, 'submission.get', { id: submission });
  const file = manifest.evidence.find(({ mediaType }) => mediaType === 'application/pdf')!;
  const indicator = file.indicators[0]!;
  const stamp: Mark = {
    id: randomUUID(),
    evidence: file.id,
    sha256: file.sha256,
    indicator,
    page: 1,
    kind: 'stamp',
    rects: [{ x: 330, y: 90, width: 200, height: 34 }],
    strokes: [],
    colour: 'red',
    stamp: 'ไม่มีลายมือชื่อผู้กำกับ',
    quote: null,
    comment: 'ดูช่องลงนาม',
    author: { id: randomUUID(), name: 'ปาริชาต วงศ์เมธากุล' },
    createdAt: '2024-07-05T04:42:07.123Z',
    modifiedAt: '2024-07-05T04:42:07.123Z',
  };
  const change = { type: 'annotation.created' as const, payload: { annotation: toWebAnnotation(stamp) } };
  await invokeInPage(page, 'review.record', { submission, command: randomUUID(), change });

  // Straight to it: where another file was open before, its pages would stand there for a moment.
  await goTo(page, `/s/${submission}/review/${indicator}`);
  await waitForEvidence(page);
  await page.keyboard.press('b');
  await page.getByRole('button', { name: 'บันทึกสำเนา PDF พร้อมเครื่องหมาย' }).click();
  const toast = page.getByText(/^บันทึก .* - เครื่องหมาย\.pdf แล้ว$/);
  await toast.waitFor();
  const name = (await toast.textContent())!.replace(/^บันทึก (.*) แล้ว$/, '$1');
  await expect
    .poll(() =>
      readFile(join(stage.downloads, name)).then(
        (bytes) => bytes.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(1000);
  const task = getDocument({ data: new Uint8Array(await readFile(join(stage.downloads, name))), verbosity: 0 });
  const [found] = (await (await (await task.promise).getPage(1)).getAnnotations()) as {
    contentsObj: { str: string };
  }[];
  await task.destroy();
  expect(found?.contentsObj.str).toBe('ไม่มีลายมือชื่อผู้กำกับ\nดูช่องลงนาม');

  await page.evaluate((to) => {
    location.hash = to;
  }, `#/s/${submission}/reports`);
  await page.getByRole('button', { name: 'ส่งออกเครื่องหมาย' }).click();
  await page.getByText('บันทึก annotations.jsonld แล้ว').waitFor();
  await expect
    .poll(() => readFile(join(stage.downloads, 'annotations.jsonld')).then(String, () => ''))
    .toContain(stamp.id);
  const target = {
    source: `urn:sha256:${file.sha256}`,
    selector: { type: 'FragmentSelector', value: 'page=1&viewrect=50,60,200,30' },
  };
  const foreign = (more: object) => ({ id: 'https://example.org/a/1', type: 'Annotation', target, ...more });
  const items = [
    foreign({}),
    foreign({ id: 'https://example.org/a/2', target: 'https://example.org/x.pdf' }),
    foreign({ id: 5 }),
  ];
  const path = join(stage.folder, 'others.jsonld');
  await writeFile(
    path,
    JSON.stringify({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationPage', items }),
  );
  await page.getByLabel('เลือกไฟล์เครื่องหมาย').setInputFiles(path);
  await page.getByText('อ่าน 3 รายการ เพิ่มเครื่องหมาย 1 รายการ').waitFor();
  await page.getByText('อยู่บนไฟล์ที่ไม่ใช่ของชุดนี้ 1').waitFor();
  const { review } = await invokeInPage(page, 'review.get', { submission });
  expect(review.marks.map(({ kind }) => kind)).toEqual(['stamp', 'rectangle']);
}, 180_000);
