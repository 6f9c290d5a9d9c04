import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import Ajv2020 from 'ajv/dist/2020.js';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DataFormat } from '#common/contract/channels/province.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { jsonSchemas } from '#common/formats/json-schemas.ts';
import { ResultsFile } from '#common/formats/results-schema.ts';
import { collectBytes } from '#main/features/province/collect-bytes.ts';
import { provinceHandlers } from '#main/features/province/handlers.ts';
import { createProvince } from '#main/features/province/service.ts';
import { createExports } from '#main/lib/exports.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { writeScratch } from '#main/storage/scratch.ts';
import { damagedAt, provinceKey, provinceSources, type MadeProvince } from '#tests/support/province.ts';
import { command, newFolder, removeFolder } from '#tests/support/test-app.ts';

let folder: string;
beforeAll(async () => {
  folder = await newFolder();
});
afterAll(() => removeFolder(folder));

function open(count: number, made: MadeProvince = {}) {
  const exports = createExports(systemIds(systemClock));
  const progress: { readonly done: number; readonly total: number; readonly label?: string }[] = [];
  const province = createProvince({
    ...provinceSources(count, made),
    exports,
    clock: { now: () => Date.parse('2024-09-02T03:00:00Z') },
    emit: (_event, payload) => void progress.push(payload as (typeof progress)[number]),
    version: '9.9.9',
    keep: (source) => writeScratch(tmpdir(), source),
    current: () => {
      throw new Error('nothing is kept here');
    },
    renderReport: () => Promise.reject(new Error('no report is printed here')),
    printJob: () => Promise.reject(new Error('nothing is printed here')),
  });
  const handlers = provinceHandlers(province);
  const bytesOf = async ({ ticket, size }: { readonly ticket: string; readonly size: number }) =>
    Buffer.from((await exports.find(ticket)?.read(0, size)) ?? []);
  return { province, handlers, progress, bytesOf };
}

async function made(format: DataFormat, count: number, more: MadeProvince = {}, language: 'th' | 'en' = 'th') {
  const { handlers, bytesOf, progress } = open(count, more);
  const result = await handlers['province.data']({ group: provinceKey, format, language, job: command() });
  const [file] = result.files;
  return { ...result, name: file?.fileName, bytes: await bytesOf(file ?? { ticket: '', size: 0 }), progress };
}

const reason = '=ไม่พบแบบ ปค.6 "หน้า 4", และ -ส่งช้า';

describe('the workbook', () => {
  test('has a row per LAO and a row per indicator, numbers as numbers, codes and formulas as text', async () => {
    const { bytes, name, results, leftOut } = await made('xlsx', 12);
    expect([name, results, leftOut]).toEqual(['LPA2567-ธารานคร.xlsx', 12, []]);
    const book = new exceljs.Workbook();
    await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    expect(book.worksheets.map((sheet) => [sheet.name, sheet.rowCount])).toEqual([
      ['ผลรวมราย อปท.', 13],
      ['ผลรายตัวชี้วัด', 1 + 12 * 40],
      ['info', 7],
    ]);
    const indicators = book.getWorksheet('ผลรายตัวชี้วัด');
    const cells = indicators?.getColumn(24).values ?? [];
    expect(cells[1]).toBe('เหตุผลที่ต่างจาก อปท.');
    expect(cells.filter((cell) => cell === reason).length).toBeGreaterThan(50);
    expect(indicators?.getCell('X3').numFmt).toBe('@');
    expect(indicators?.getCell('D2').value).toBe('06990000');
    expect(indicators?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  test('reads the same in another library, and no cell is a formula', async () => {
    const { bytes } = await made('xlsx', 12);
    const book = read(bytes, { cellFormula: true });
    const all = Object.values(book.Sheets).flatMap((sheet) =>
      Object.entries(sheet).filter(([place]) => !place.startsWith('!')),
    );
    expect(all.filter(([, cell]) => (cell as { f?: string }).f !== undefined)).toEqual([]);
    const totals = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['ผลรวมราย อปท.'] ?? {});
    expect(totals[0]).toMatchObject({ 'รหัส อปท.': '06990000', ประเภท: 'อบจ.', คะแนนเต็ม: 195, สถานะ: 'สรุปผลแล้ว' });
    expect(typeof totals[0]?.['ร้อยละที่ใช้ตัดสิน']).toBe('number');
  });

  test('of a province of 334 is written in one go', async () => {
    const { bytes, results, progress } = await made('xlsx', 334);
    expect(results).toBe(334);
    expect(progress.at(-1)).toMatchObject({ done: 334, total: 334 });
    const rows = utils.sheet_to_json(read(bytes, { dense: true }).Sheets['ผลรายตัวชี้วัด'] ?? {});
    expect(rows).toHaveLength(334 * 40);
  });
});

describe('the CSV', () => {
  const python = `import csv,json,sys
with open(sys.argv[1],newline='',encoding='utf-8-sig') as f: print(json.dumps(list(csv.reader(f)),ensure_ascii=False))`;
  const rowsOf = async (bytes: Buffer) => {
    const file = join(folder, `${command()}.csv`);
    await writeFile(file, bytes);
    return JSON.parse(execFileSync('python3', ['-c', python, file], { encoding: 'utf8' })) as string[][];
  };

  test('has a BOM, CRLF and a row per indicator; what begins like a formula is text', async () => {
    const { bytes, name } = await made('csv', 6);
    expect(name).toBe('LPA2567-ธารานคร-indicators.csv');
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [head, ...rows] = await rowsOf(bytes);
    expect(rows).toHaveLength(6 * 40);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head?.length]));
    const reasons = rows.map((row) => row[head?.indexOf('เหตุผลที่ต่างจาก อปท.') ?? -1]).filter((one) => one !== '');
    expect(new Set(reasons)).toEqual(new Set([`'${reason}`]));
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(bytes.toString('utf8').split('\r\n')).toHaveLength(6 * 40 + 2);
  });

  test('of totals has a row per LAO, in English too', async () => {
    const { bytes } = await made('csv-totals', 6, {}, 'en');
    const [head, ...rows] = await rowsOf(bytes);
    expect(head).toContain('LAO code');
    expect(rows.map((row) => row[3])).toEqual(['06990000', '06990001', '06990002', '06990003', '06990004', '06990005']);
  });
});

describe('the JSON', () => {
  test('fits the published schema and holds instrument and every result', async () => {
    const { bytes } = await made('json', 9);
    const file: unknown = JSON.parse(bytes.toString('utf8'));
    const schema = jsonSchemas()['results.schema.json'];
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema ?? false);
    expect([validate(file), validate.errors]).toEqual([true, null]);
    const parsed = ResultsFile.parse(file);
    expect(parsed.results.map(({ lao }) => lao.code).at(-1)).toBe('06990008');
    expect(parsed.results[0]?.indicators.some((one) => one.differenceReason === reason)).toBe(true);
    expect(validate({ ...parsed, results: [{}] })).toBe(false);
  });
});

test('LAOs that are not locked or cannot be read are not in it; the latter are named', async () => {
  const { bytes, results, leftOut } = await made('json', 30, { withOpen: true, damaged: [3, 11] });
  expect([results, leftOut]).toEqual([26, [damagedAt(3), damagedAt(11)]]);
  expect(ResultsFile.parse(JSON.parse(bytes.toString('utf8'))).results).toHaveLength(26);
  const { handlers } = open(30, { withOpen: true });
  expect(await handlers['province.groups']({})).toMatchObject([{ key: provinceKey, all: 30, finalised: 28 }]);
});

test('nothing locked, or a group that is gone, is a refusal', async () => {
  const { handlers } = open(0);
  const ask = handlers['province.data']({ group: provinceKey, format: 'xlsx', language: 'th', job: command() });
  await expect(ask).rejects.toMatchObject({ code: 'province.nothing-final' });
});

test('a job is cancelled between two LAOs, and ends when the library locks', async () => {
  for (const stop of ['cancel', 'forget'] as const) {
    const { province, handlers, progress } = open(200);
    const job = command();
    const work = handlers['province.data']({ group: provinceKey, format: 'csv', language: 'th', job });
    await new Promise<void>((resolve) => {
      const look = () => (progress.length > 3 ? resolve() : void setImmediate(look));
      look();
    });
    if (stop === 'cancel') await handlers['province.cancel']({ job });
    else province.forget();
    const error = await work.catch((thrown: unknown) => thrown);
    expect(isAppError(error) && error.code).toBe(stop === 'cancel' ? 'cancelled' : 'library.locked');
    expect(progress.at(-1)?.done).toBeLessThan(100);
  }
});

test('what would not fit into memory is refused', async () => {
  const { stream } = collectBytes(10);
  const failed = new Promise((resolve) => void stream.once('error', resolve));
  stream.write(Buffer.alloc(11));
  expect(await failed).toEqual(new AppError('report.too-large'));
});

test('one LAO has its data by itself; a draft is called one', async () => {
  const { handlers, bytesOf } = open(3);
  const submission = '01890a5d-ac96-774b-bcce-000000000001';
  const ticket = await handlers['report.data']({ submission, format: 'json', language: 'th' });
  expect(ticket.fileName).toBe('LPA2567-06990001-ท่าแก้ว.json');
  const file = ResultsFile.parse(JSON.parse((await bytesOf(ticket)).toString('utf8')));
  expect(file).toMatchObject({ exportedAt: '2024-09-02T03:00:00.000Z', software: { version: '9.9.9' } });
  expect(file.results).toHaveLength(1);

  const draft = open(9, { withOpen: true });
  const of = { submission: '01890a5d-ac96-774b-bcce-000000000007', language: 'th' } as const;
  const saved = await draft.handlers['report.data']({ ...of, format: 'csv-totals' });
  expect(saved.fileName).toBe('draft-LPA2567-06990007-ท่าแก้วที่-7-totals.csv');
  expect((await draft.bytesOf(saved)).toString('utf8')).toContain('ฉบับร่าง');
});
