import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { yazlBomb } from '#tests/support/bomb.ts';
import type { Output } from '#common/contract/contract.ts';
import { sheetNames } from '#common/domain/instrument-sheet.ts';
import { readWorkbook } from '#main/features/instrument/read-workbook.ts';
import type { AppPath } from '#main/host/host.ts';
import { bundleOf, evidenceBytes, manifestOf, newKey } from '#tests/support/bundles.ts';
import {
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

let folder: string;
let test1: TestApp;
beforeAll(async () => {
  folder = await newFolder();
  test1 = await openTestApp();
  await createTestLibrary(test1);
});
afterAll(async () => {
  await test1.close();
  await removeFolder(test1.folder);
  await removeFolder(folder);
});

/** A workbook with one empty sheet that has this rule. */
function workbookOf(rule: string): Promise<Buffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packed = 'http://schemas.openxmlformats.org/package/2006';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relation = (kind: string, target: string) =>
    `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/${kind}" Target="${target}"/></Relationships>`;
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packed}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData/><dataValidations count="1">${rule}</dataValidations></worksheet>`,
  };
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

type Instrument = Output<'instrument.get'>;
const list = () => test1.call('instrument.list', {});
const shipped = async () => (await list()).find(({ source }) => source === 'shipped')!;

async function download(ticket: string): Promise<Buffer> {
  const path: AppPath = `/export/${ticket}`;
  const served = await test1.app.serve({ origin: 'app', method: 'GET', path, range: null });
  return Buffer.from(served.body);
}

/** The template as Excel would save it, after `change`. */
async function filledIn(change: (book: exceljs.Workbook) => void, name = 'แม่แบบ.xlsx'): Promise<string> {
  const { ticket } = await test1.call('instrument.template', { digest: (await shipped()).digest });
  const book = new exceljs.Workbook();
  await book.xlsx.load((await download(ticket)).buffer as ArrayBuffer);
  change(book);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}
const read = async (path: string) => test1.call('instrument.read', { ticket: await test1.app.accept(path) });
const sheetOf = (book: exceljs.Workbook, key: keyof typeof sheetNames) => book.getWorksheet(sheetNames[key])!;

test('the shipped instrument is listed, and its template reads back as itself', async () => {
  const row = await shipped();
  expect(row).toMatchObject({ id: 'lpa-2567-sample', version: '1', indicators: 98, provincial: 2, submissions: 0 });
  const { instrument, problems } = await read(await filledIn(() => undefined));
  expect(problems).toEqual([]);
  expect(instrument).toEqual(await test1.call('instrument.get', { digest: row.digest }));
});

test('an instrument filled in with Excel is read, kept, scored by, and handed on as the very bytes', async () => {
  const path = await filledIn((book) => {
    sheetOf(book, 'set').getCell('B1').value = 'lpa-2568-tharanakhon';
    sheetOf(book, 'set').getCell('B3').value = 2568;
    sheetOf(book, 'set').getCell('B6').value = false;
    const indicators = sheetOf(book, 'indicators');
    indicators.getCell('D11').value = { richText: [{ text: 'ถนนปลอดภัย ' }, { text: 'เรื่องที่ 1' }] };
    indicators.getCell('E11').value = null;
    // Excel keeps what was typed as 20 Dec 2566 as a day of the year 2566.
    const deadline = indicators
      .getColumn(17)
      .values.findIndex((value) => typeof value === 'string' && /^\d{4}-/.test(value));
    indicators.getCell(deadline, 17).value = new Date(Date.UTC(2566, 11, 20));
  });
  const { instrument, problems } = await read(path);
  expect(problems).toEqual([]);
  expect(instrument).toMatchObject({ id: 'lpa-2568-tharanakhon', year: 2568, sample: false });
  const own = instrument!.indicators[9]!;
  expect(own.title).toEqual({ th: 'ถนนปลอดภัย เรื่องที่ 1', en: 'ถนนปลอดภัย เรื่องที่ 1' });
  const due = instrument!.indicators.flatMap(({ rule }) => (rule.kind === 'deadline' ? [rule.due] : []));
  expect(due[0]).toBe('2023-12-20');

  const { digest } = await test1.call('instrument.save', { instrument: instrument! });
  expect((await list())[0]).toMatchObject({ digest, source: 'own', year: 2568 });
  const bytes = await download((await test1.call('instrument.file', { digest })).ticket);
  expect(JSON.parse(String(bytes))).toEqual(instrument);
  // Nothing was brought along in this bundle: its instrument is the one that was made here.
  const { id, version } = instrument!;
  const manifest = manifestOf(evidenceBytes, { instrument: { id, version, digest } });
  const path2 = join(folder, 'x.lpasub');
  await writeFile(path2, await bundleOf(manifest, newKey()));
  const [result] = await test1.call('submission.import', {
    tickets: [await test1.app.accept(path2)],
    job: crypto.randomUUID(),
  });
  expect(result?.outcome).toBe('imported');
  expect((await list()).find((row) => row.digest === digest)?.submissions).toBe(1);
  await expect(test1.call('instrument.remove', { digest })).rejects.toMatchObject({ code: 'instrument.in-use' });
});

test('every fault is named by sheet and cell, and nothing is kept', async () => {
  const before = await list();
  const { instrument, problems, more } = await read(
    await filledIn((book) => {
      sheetOf(book, 'indicators').getCell('F2').value = 'ห้า';
      sheetOf(book, 'indicators').getCell('D4').value = null;
      sheetOf(book, 'rules').getCell('A2').value = 'ไม่มีข้อนี้';
    }),
  );
  expect(instrument).toBeNull();
  expect(more).toBe(0);
  expect(problems).toEqual(
    expect.arrayContaining([
      { sheet: 'indicators', cell: 'F2', code: 'not-a-number', value: 'ห้า' },
      { sheet: 'indicators', cell: 'D4', code: 'required', value: '' },
      { sheet: 'rules', cell: 'A2', code: 'unknown-indicator', value: 'ไม่มีข้อนี้' },
    ]),
  );
  expect(await list()).toEqual(before);
});

describe('saving', () => {
  const changed = async (change: Partial<Instrument>): Promise<Instrument> => ({
    ...(await test1.call('instrument.get', { digest: (await shipped()).digest })),
    ...change,
  });

  test('the same twice is kept once; another content needs another version', async () => {
    const instrument = await changed({ id: 'lpa-twice', version: '1' });
    const { digest } = await test1.call('instrument.save', { instrument });
    expect(await test1.call('instrument.save', { instrument })).toEqual({ digest });
    expect((await list()).filter(({ id }) => id === 'lpa-twice')).toHaveLength(1);
    await expect(
      test1.call('instrument.save', { instrument: { ...instrument, passMark: '60' } }),
    ).rejects.toMatchObject({
      code: 'instrument.same-version',
    });
    expect(await test1.call('instrument.remove', { digest })).toEqual({});
    expect((await list()).filter(({ id }) => id === 'lpa-twice')).toEqual([]);
  });

  test('one that cannot be scored by is refused, whatever the page says', async () => {
    await expect(
      test1.call('instrument.save', { instrument: await changed({ passMark: '170' }) }),
    ).rejects.toMatchObject({ code: 'instrument.invalid' });
    await expect(test1.call('instrument.remove', { digest: (await shipped()).digest })).rejects.toMatchObject({
      code: 'instrument.unknown',
    });
  });

  test('an own instrument is there after a restart, and its name is not on the disk', async () => {
    const { digest } = await test1.call('instrument.save', { instrument: await changed({ id: 'lpa-lasting' }) });
    await test1.close();
    test1 = await openTestApp({ folder: test1.folder });
    await test1.call('library.unlock', { passphrase });
    expect((await list()).find((row) => row.digest === digest)).toMatchObject({ id: 'lpa-lasting', source: 'own' });
    const database = await readFile(join(test1.folder, 'library.db')).catch(() => Buffer.alloc(0));
    expect(database.includes('lpa-lasting')).toBe(false);
  });
});

describe('files that are no template', () => {
  test.each<[string, Buffer | (() => Promise<Buffer>), string]>([
    ['text', Buffer.from('ไม่ใช่ไฟล์ Excel'), 'file.unreadable'],
    ['an empty file', Buffer.alloc(0), 'file.unreadable'],
    ['a zip bomb', yazlBomb, 'zip.bomb'],
    ['too large a file', Buffer.alloc(8 * 1024 * 1024 + 1), 'file.too-large'],
  ])('%s is refused with a word', async (name, bytes, code) => {
    const path = join(folder, `${name}.xlsx`);
    await writeFile(path, typeof bytes === 'function' ? await bytes() : bytes);
    await expect(read(path)).rejects.toMatchObject({ code });
  });

  test('one rule over all cells of a sheet ends the thread that reads it, and holds up nothing meanwhile', async () => {
    const path = join(folder, 'range.xlsx');
    await writeFile(path, await workbookOf('<dataValidation type="whole" sqref="A1:XFD1048576"/>'));
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 10);
    await expect(readWorkbook(path, 2_500)).rejects.toMatchObject({ code: 'file.unreadable' });
    clearInterval(beat);
    expect(longest).toBeLessThan(1_000);
    // The same workbook with a rule that a person would make is only no template.
    await writeFile(path, await workbookOf('<dataValidation type="whole" sqref="A1:A20"/>'));
    expect((await read(path)).problems[0]?.code).toBe('missing-sheet');
  });

  test('a workbook of something else says which sheets are missing', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('งบประมาณ').addRow(['ก', 1]);
    const path = join(folder, 'other.xlsx');
    await book.xlsx.writeFile(path);
    const { instrument, problems } = await read(path);
    expect(instrument).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(Array(5).fill('missing-sheet'));
  });
});
