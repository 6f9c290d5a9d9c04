import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBook } from '#main/intake/book.ts';
import { examine } from '#main/intake/examine.ts';
import { writeResults } from '#main/intake/results/write-results.ts';
import { takeIn } from '#main/intake/take-in.ts';
import { canMount, mountSmallDisk } from '#tests/e2e/support/small-disk.ts';
import { writeBook } from '#tests/support/intake-book.ts';
import { makePackage, put } from '#tests/support/intake-packages.ts';
import { newIdentity } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';

const base = mkdtempSync(join(tmpdir(), 'lpa-intake-many-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const empty = join(base, 'in');
const decided = join(base, 'decided');

/** The first province alone has more scores than are written at once. */
const [count, indicators] = [300, 150];
const provinceOf = (at: number) => (at < 200 ? 'ธารานคร' : `ป่าสนคีรี ${Math.floor((at - 200) / 34)}`);

const take = (out: string) =>
  takeIn({
    ...{
      folder: empty,
      out,
      identity: null,
      trust: [],
      choose: [],
      examinersAtOnce: 1,
      now: Date.now,
      version: '0.0.0',
    },
    onProgress: () => undefined,
  });

beforeAll(async () => {
  mkdirSync(empty);
  const file = put(join(base, 'one.asice'), await makePackage(await newIdentity()));
  const { examined, lines, instrument } = await examine(file);
  const [line] = lines;
  if (line === undefined || instrument === null) throw new Error('the package does not hold');
  const names = Array.from({ length: indicators }, (_, at) => ({
    ...{ id: `n${String(at).padStart(3, '0')}`, number: String(at + 1), title: `ตัวชี้วัดที่ ${at + 1}` },
  }));
  const many = names.map(({ id, number }, at) => ({ ...line, indicator: id, number, team: at % 6 }));
  const examination = { examined, lines: many, instrument: { ...instrument, indicators: names } };
  await writeBook(decided, examination, count, provinceOf);
  await take(decided);
});

async function ask(query: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJson();
  connection.closeSync();
  return rows;
}

const from = (out: string, table: string) =>
  `read_parquet('${join(out, 'results/parquet', table)}/**/*.parquet', hive_partitioning = true, filename = true,
     file_row_number = true)`;

async function totalsOf(file: string): Promise<string[]> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  const codes: string[] = [];
  book.getWorksheet('ผลรวม')?.eachRow((row) => codes.push(String((row.values as unknown[])[5])));
  return codes.slice(1);
}
const allCodes = Array.from({ length: count }, (_, at) => `0599${String(at).padStart(4, '0')}`);

test('more than is written at once: every score is there once, in order, and a rerun gives the same rows', async () => {
  const content = () =>
    ask(
      `SELECT year, province, lao_code, indicator, team_points FROM ${from(decided, 'scores')}
       ORDER BY province, filename, file_row_number`,
    );
  const first = await content();
  expect(first).toHaveLength(count * indicators);
  const keyOf = ({ province, lao_code, indicator }: Record<string, unknown>) =>
    [province, lao_code, indicator].join('|');
  const keys = first.map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual(keys.toSorted());
  expect(first[indicators + 4]).toMatchObject({ lao_code: '05990001', indicator: 'n004', team_points: 4 });
  const packages = await ask(
    `SELECT province, count(*)::INTEGER AS n FROM ${from(decided, 'packages')} GROUP BY ALL ORDER BY 1`,
  );
  expect(packages.map(({ n }) => n)).toEqual([200, 34, 34, 32]);
  await take(decided);
  expect(await content()).toEqual(first);
  expect(readdirSync(join(decided, 'results')).sort()).toEqual(['parquet', 'results.xlsx']);
  expect(readdirSync(join(decided, 'results/parquet')).sort()).toEqual(['packages', 'scores']);
});

test('killed while it writes the results: never half a workbook, and the next run writes all', async () => {
  const out = join(base, 'killed');
  cpSync(decided, out, { recursive: true });
  const final = join(out, 'results/results.xlsx');
  const half = `${final}.new`;
  let inTheMidst = 0;
  for (let attempt = 1; attempt <= 8 && inTheMidst < 2; attempt += 1) {
    // First with nothing under the name, then with the result of an earlier run.
    if (attempt === 1) rmSync(join(out, 'results'), { recursive: true });
    else if (!existsSync(final)) await take(out);
    const child = spawn(process.execPath, [join(root, 'tests/support/intake-child.ts'), empty, out], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const exited = once(child, 'exit');
    while (child.exitCode === null && (statSync(half, { throwIfNoEntry: false })?.size ?? 0) === 0) await sleep(1);
    child.kill('SIGKILL');
    await exited;
    if (existsSync(half)) inTheMidst += 1;
    if (attempt > 1 || existsSync(final)) expect(await totalsOf(final)).toEqual(allCodes);
  }
  expect(inTheMidst, 'kills that came while the workbook was written').toBe(2);
  await take(out);
  expect(await totalsOf(final)).toEqual(allCodes);
  expect(readdirSync(join(out, 'results')).sort()).toEqual(['parquet', 'results.xlsx']);
  const [scores] = await ask(`SELECT count(*)::INTEGER AS n FROM ${from(out, 'scores')}`);
  expect(scores?.n).toBe(count * indicators);
}, 240_000);

test.skipIf(!canMount())(
  'a full disk while it writes the workbook: a clear refusal, and the older one stays as it was',
  async () => {
    const disk = mountSmallDisk(join(base, 'disk'), 64);
    try {
      const out = join(disk.path, 'out');
      cpSync(decided, out, { recursive: true });
      const final = join(out, 'results/results.xlsx');
      const older = readFileSync(final);
      const book = await openBook(out);
      // Enough for what SQLite lays beside the book, too little for the workbook.
      disk.fill(older.length / 2);
      await expect(writeResults(book, out)).rejects.toMatchObject({ code: 'ENOSPC' });
      await book.close();
      expect(readFileSync(final).equals(older)).toBe(true);
      expect(existsSync(`${final}.new`)).toBe(false);
      // Of the whole intake a refusal that people understand.
      await expect(take(out)).rejects.toMatchObject({ code: 'storage.disk-full' });
      expect(readFileSync(final).equals(older)).toBe(true);
      disk.free();
      await take(out);
      expect(await totalsOf(final)).toEqual(allCodes);
    } finally {
      disk.unmount();
    }
  },
  120_000,
);
