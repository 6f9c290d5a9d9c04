import { afterAll, beforeAll, expect, test } from 'vitest';
import { noAmendments } from '#common/domain/amendments.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { reportHandlers } from '#main/features/report/handlers.ts';
import { createReports } from '#main/features/report/service.ts';
import { createExports } from '#main/lib/exports.ts';
import { createPrintData } from '#main/lib/print-data.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { readPdf } from '#tests/support/read-pdf.ts';
import { sampleReport } from '#tests/support/sample-report.ts';

const ids = systemIds(systemClock);
const submission = '1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b';
const choice = { submission, digits: 'thai', language: 'th' } as const;
let page: PrintPage;
beforeAll(async () => {
  page = await openPrintPage();
});
afterAll(() => page.close());

const signing = { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ', at: '2024-07-05T07:58:12Z' };

function reportsOf(finalised: boolean, print: PrintPage['print'] = page.print, isLocked: () => boolean = () => false) {
  const { manifest, instrument, review } = sampleReport({ finalised });
  const exports = createExports(ids);
  const reports = createReports({
    print,
    printData: page.printData,
    reviews: {
      load: async () => {
        if (isLocked()) throw new AppError('library.locked');
        return { manifest, instrument, review, amendments: noAmendments, events: [{ line: 'a' }, { line: 'b' }] };
      },
    },
    verify: () => Promise.reject(new Error('Not asked for here')),
    office: () => 'สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดธารานคร',
    packageCode: (lines) => `CODE-${lines.join('')}-${lines.length}`,
    exports,
    clock: { now: () => Date.parse('2024-07-05T08:10:00Z') },
  });
  return { exports, reports, create: reportHandlers(reports)['report.create'] };
}

test('a finalised review is offered as PDF with its name and the code of its history', async () => {
  const { exports, create } = reportsOf(true);
  const ticket = await create(choice);
  expect(ticket.fileName).toBe('รายงานผล-LPA2567-05990312-ท่าแก้วพัฒนา.pdf');
  const offered = exports.find(ticket.ticket);
  expect(offered).toMatchObject({ type: 'application/pdf', size: ticket.size });
  const pdf = readPdf((await offered?.read(0, ticket.size)) ?? new Uint8Array());
  expect(pdf.pages[0]).toContain('แพ็กเกจ CODE-ab-2');
  expect(pdf.pages.join()).toContain('๕ กรกฎาคม ๒๕๖๗ ๑๕.๑๐ น.');
});

test('an open review is printed as draft, without a code', async () => {
  const { exports, create } = reportsOf(false);
  const ticket = await create({ ...choice, language: 'en', digits: 'arabic' });
  expect(ticket.fileName).toBe('draft-report-LPA2567-05990312-ท่าแก้วพัฒนา.pdf');
  const offered = exports.find(ticket.ticket);
  const text = readPdf((await offered?.read(0, ticket.size)) ?? new Uint8Array()).pages.join();
  expect(text).toContain('DRAFT, not final');
  expect(text).not.toContain('CODE-');
});

test('the package gets the same report as bytes', async () => {
  const pdf = readPdf(await reportsOf(true).reports.renderReport(submission, signing));
  expect(pdf.pages[0]).toContain('หน้า ๑ จาก');
});

test('several reports at once all arrive whole', async () => {
  const { reports } = reportsOf(true);
  const all = await Promise.all(Array.from({ length: 4 }, () => reports.renderReport(submission, signing)));
  expect(all.map((bytes) => readPdf(bytes).pages.length)).toEqual([5, 5, 5, 5]);
});

test('a printer that fails is a refusal the user can read, and offers nothing', async () => {
  const { create } = reportsOf(true, async () => Promise.reject(new Error('no browser')));
  const error = await create(choice).catch((thrown: unknown) => thrown);
  expect(isAppError(error) && error.code).toBe('report.failed');
});

test('a ticket for print data works once; old ones are given up', () => {
  const printData = createPrintData(ids);
  const job = { kind: 'verification', language: 'th', digits: 'thai', printedAt: '', report: {} as never } as const;
  const first = printData.offer(job);
  expect(JSON.parse(new TextDecoder().decode(printData.take(first)))).toEqual(job);
  expect(printData.take(first)).toBeUndefined();
  const forgotten = printData.offer(job);
  for (let count = 0; count < 64; count++) printData.offer(job);
  expect(printData.take(forgotten)).toBeUndefined();
  const cleared = printData.offer(job);
  printData.clear();
  expect(printData.take(cleared)).toBeUndefined();
});

test('a library that was locked while its report was printed hands nothing out', async () => {
  let locked = false;
  const print = async () => {
    locked = true;
    return new Uint8Array([1]);
  };
  const refusal = await reportsOf(true, print, () => locked)
    .create(choice)
    .catch((error: unknown) => error);
  expect(isAppError(refusal) && refusal.code).toBe('library.locked');
});

test('a paper is offered with its name; one with nothing on it is refused with the reason', async () => {
  const { exports, reports } = reportsOf(true);
  const paper = reportHandlers(reports)['report.paper'];
  const ticket = await paper({ ...choice, kind: 'entry-sheet' });
  expect(ticket.fileName).toBe('ใบบันทึกคะแนน-LPA2567-05990312-ท่าแก้วพัฒนา.pdf');
  const pdf = readPdf((await exports.find(ticket.ticket)?.read(0, ticket.size)) ?? new Uint8Array());
  expect(pdf.pages[0]).toContain('พิมพ์เมื่อ ๕ กรกฎาคม ๒๕๖๗ ๑๕.๑๐ น.');
  const refusal = await paper({ ...choice, kind: 'memo' }).then(
    () => null,
    (error: unknown) => error,
  );
  expect(isAppError(refusal) && refusal).toMatchObject({
    code: 'report.nothing-to-print',
    details: { hindrance: 'no-visit' },
  });
});
