import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importScored } from '#tests/support/import-fixture.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { readPdf } from '#tests/support/read-pdf.ts';
import {
  command,
  createTestLibrary,
  newFolder,
  openTestApp,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

let page: PrintPage;
let folder: string;
let opened: TestApp;
let submission: string;
beforeAll(async () => {
  [page, folder] = [await openPrintPage(), await newFolder()];
  opened = await openTestApp({
    folder: join(folder, 'data'),
    // The application's own data on the page that was built for this test.
    print: async (app, path, setup) => {
      const ticket = /ticket=([\w-]+)/.exec(path)?.[1] ?? '';
      const served = await app.serve({
        origin: 'app',
        path: `/print-data/${ticket}.json`,
        method: 'GET',
        range: null,
      });
      const job = JSON.parse(Buffer.from(served.body).toString('utf8')) as Parameters<
        PrintPage['printData']['offer']
      >[0];
      return page.print(`/print.html?ticket=${page.printData.offer(job)}`, setup);
    },
  });
  await createTestLibrary(opened);
  submission = await importScored(opened, folder);
});
afterAll(async () => {
  await opened.close();
  await page.close();
  await removeFolder(folder);
});

const onlyGroup = async () => {
  const [group] = await opened.call('province.groups', {});
  if (group === undefined) throw new Error('There is no group');
  return group;
};
const paper = { language: 'th', digits: 'thai' } as const;

test('nothing is printed of a province before one result is locked; then its form is kept and printed', async () => {
  const before = await onlyGroup();
  expect(before).toMatchObject({ all: 1, finalised: 0 });
  await expect(opened.call('province.executiveForm', { group: before.key })).rejects.toMatchObject({
    code: 'province.nothing-final',
  });
  await opened.call('review.finalise', { submission, command: command() });
  const { key, finalised } = await onlyGroup();
  expect(finalised).toBe(1);

  const form = await opened.call('province.executiveForm', { group: key });
  expect(form.issues[0]?.name).toBe('การลดพลังงาน');
  const wrong = { ...form, energy: '99' };
  await expect(
    opened.call('province.executive', { group: key, form: wrong, ...paper, job: command() }),
  ).rejects.toMatchObject({ code: 'province.unknown-indicator', details: { number: '99' } });

  const filled = {
    ...form,
    issues: form.issues.map((one, at) => (at === 2 ? { name: 'คุณธรรมและความโปร่งใส', numbers: '27' } : one)),
    energy: '01',
  };
  const { files } = await opened.call('province.executive', { group: key, form: filled, ...paper, job: command() });
  const [file] = files;
  expect(file?.fileName).toBe('ผู้บริหารท้องถิ่น-LPA2567-ธารานคร.pdf');
  const served = await opened.app.serve({
    origin: 'app',
    path: `/export/${file?.ticket ?? ''}`,
    method: 'GET',
    range: null,
  });
  const pdf = readPdf(Buffer.from(served.body));
  expect([pdf.info.Tagged, pdf.images]).toEqual(['yes', 0]);
  expect(pdf.info.Title).toBe('ผล LPA ที่เกี่ยวข้องกับการประเมินผู้บริหารท้องถิ่น ประจำปี ๒๕๖๗ จังหวัดธารานคร');
  const lines = pdf.pages.flatMap((text) => text.split('\n')).map((line) => line.trim());
  for (const expected of [
    'ไม่มีการให้คะแนนผู้บริหารซ้ำ ตัวเลขทั้งหมดเป็นผล LPA',
    'ประเด็นที่ ๑ การลดพลังงาน',
    `ประเด็นที่ ๒ ${'.'.repeat(60)}`,
    'ประเด็นที่ ๓ คุณธรรมและความโปร่งใส',
    '๒๗ รายจ่ายเพื่อการลงทุน ๑ ๖๐.๐๐ ๐ ๐',
    'ประเด็นที่ ๙ การบูรณาการความร่วมมือระหว่างหน่วยงาน',
  ])
    expect(lines).toContain(expected);
  expect(pdf.pages.join('\n')).toContain('๐๑: ๕/๕');

  expect(await opened.call('province.executiveForm', { group: key })).toEqual(filled);
});

test('the application prints summary and reports of the group, and gives its data', async () => {
  const { key } = await onlyGroup();
  const summary = await opened.call('province.summary', { group: key, ...paper, job: command() });
  const reports = await opened.call('province.reports', { group: key, parts: 'both', ...paper, job: command() });
  const data = await opened.call('province.data', { group: key, format: 'json', language: 'th', job: command() });
  expect([summary, reports, data].map(({ files, results, leftOut }) => [files.length, results, leftOut])).toEqual([
    [1, 1, []],
    [2, 1, []],
    [1, 1, []],
  ]);
});
