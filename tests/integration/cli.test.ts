import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { buildIfStale } from '#main/build.ts';
import { readCertificate } from '#main/lib/signing/certificate.ts';
import { makeEdition } from '#tests/support/broken-packages/editions.ts';
import { membersOf, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { readPdf } from '#tests/support/read-pdf.ts';
import { root } from '#tests/support/paths.ts';
import { rawZip } from '#tests/support/raw-zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'lpa-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

function lpa(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const run = spawnSync(process.execPath, ['main/cli/lpa.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'th_TH.UTF-8', ...env },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

let good: string;
let bad: string;
let fingerprint: string;
beforeAll(async () => {
  const parts = await partsOf();
  const identity = await newIdentity();
  good = file('good.asice', await packageOf(membersOf(parts), identity));
  const forged = membersOf(parts, { 'scores.csv': (text) => text.replace('5,5,3,3', '5,5,5,3') });
  bad = file('bad.asice', await packageOf(forged, identity));
  fingerprint = (await readCertificate(identity.certificate)).fingerprint;
});

describe('lpa verify', () => {
  test('a valid package: 0, in Thai or English', () => {
    const thai = lpa(['verify', good]);
    expect([thai.code, thai.err]).toEqual([0, '']);
    expect(thai.out).toContain('ถูกต้องครบถ้วน');
    expect(thai.out).toContain('เทศบาลตำบลท่าแก้วพัฒนา (05990312)');
    const english = lpa(['verify', good], { LC_ALL: 'en_GB.UTF-8' });
    expect(english.out).toContain('VALID');
    expect(english.out).toContain('8 of 8 files');
    expect(lpa(['verify', '--lang', 'en', good]).out).toEqual(english.out);
  });

  test('an invalid one: 1, and what stood there', () => {
    const { code, out } = lpa(['verify', good, bad]);
    expect(code).toBe(1);
    expect(out).toContain('[csv.cell]');
    expect(out).toContain('ขณะลงนาม: 3');
    expect(out).toContain('ในไฟล์นี้: 5');
  });

  test('what cannot be read: 2', () => {
    expect(lpa(['verify', file('text.asice', 'no package')]).code).toBe(2);
    expect(lpa(['verify', join(folder, 'nothing.asice')]).code).toBe(2);
    expect(lpa(['verify', folder]).code).toBe(2);
    expect(lpa(['verify', good, file('empty.asice', '')]).code).toBe(2);
    expect(lpa(['verify']).code).toBe(2);
    expect(lpa(['verify', '--no-such-option', good]).code).toBe(2);
  });

  test('as JSON, with code and both sentences for every finding', () => {
    const { code, out } = lpa(['verify', '--json', good, bad]);
    expect(code).toBe(1);
    const reports = JSON.parse(out) as VerifyReport[];
    expect(reports.map(({ verdict }) => verdict)).toEqual(['valid', 'invalid']);
    for (const finding of reports.flatMap(({ findings }) => findings)) {
      expect(finding.code).toMatch(/^[a-z-]+\.[a-z-]+$/);
      expect(finding.message.th).toMatch(/[ก-๙]/);
      expect(finding.message.en).toMatch(/[a-z]/);
    }
  });

  test('asks for a certain signer', () => {
    const spaced = fingerprint.toUpperCase().replace(/(..)(?=.)/g, '$1:');
    expect(lpa(['verify', '--signer', spaced, good]).code).toBe(0);
    const other = lpa(['verify', '--signer', 'ab'.repeat(32), good]);
    expect(other.code).toBe(1);
    expect(other.out).toContain('certificate.not-the-expected');
  });
});

describe('lpa inspect', () => {
  test('a package, an instrument, a bundle', async () => {
    const inside = lpa(['inspect', good]);
    expect(inside.code).toBe(0);
    expect(inside.out).toContain('events.ndjson');
    expect(inside.out).toContain('27 รายจ่ายเพื่อการลงทุน: 5 → 3 / 5');
    expect(inside.out).toContain('ตัดฐาน');
    const book = lpa(['inspect', '--lang', 'en', 'resources/instruments/lpa-2567-sample.json']);
    expect(book.code).toBe(0);
    expect(book.out).toContain('Aspect 5');
    const { manifestJws } = await partsOf();
    const bundle = rawZip([
      { name: 'mimetype', data: Buffer.from('application/vnd.lpa.submission+zip') },
      { name: 'manifest.jws', data: Buffer.from(manifestJws) },
    ]);
    const sent = lpa(['inspect', file('one.lpasub', bundle)]);
    expect([sent.code, sent.err]).toEqual([0, '']);
    expect(sent.out).toContain('งบแสดงฐานะการเงิน');
  });

  test('something else: 2, one sentence, no stack', () => {
    for (const name of ['README.md', 'package.json', 'no-such-file', '.']) {
      const { code, err } = lpa(['inspect', name]);
      expect([name, code]).toEqual([name, 2]);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(err).toMatch(/[ก-๙]/);
      expect(err).not.toMatch(/\bat \S+:\d/);
    }
  });
});

test('lpa report prints the report again, from the package alone', async () => {
  await buildIfStale();
  const out = join(folder, 'again.pdf');
  expect(lpa(['report', good, '--out', out])).toMatchObject({ code: 0, err: '' });
  const text = execFileSync('pdftotext', [out, '-'], { encoding: 'utf8' });
  expect(text).toContain('เทศบาลตำบลท่าแก้วพัฒนา');
  const [report] = JSON.parse(lpa(['verify', '--json', good]).out) as VerifyReport[];
  expect(text).toContain(report?.content?.code);
  expect(lpa(['report', good, '--out', join(folder, 'no', 'folder.pdf')]).code).toBe(2);

  const sheet = join(folder, 'sheet.pdf');
  expect(lpa(['report', good, '--paper', 'entry-sheet', '--out', sheet])).toMatchObject({ code: 0, err: '' });
  expect(execFileSync('pdftotext', [sheet, '-'], { encoding: 'utf8' })).toContain('ใบรายการคะแนนสำหรับบันทึกลงระบบ');
  const none = lpa(['report', good, '--paper', 'memo', '--out', join(folder, 'memo.pdf')]);
  expect(none.code).toBe(1);
  expect(none.err).toContain('แพ็กเกจนี้ไม่มีข้อมูลสำหรับเอกสารนี้');
});

test('lpa report leaves an edition for others alone: its report lies inside, and the full package prints one', async () => {
  const make = makeEdition('lao');
  const edition = file('edition.asice', await make({ parts: await partsOf(), identity: await newIdentity() }));
  const out = join(folder, 'edition.pdf');
  const { code, err } = lpa(['report', '--lang', 'en', edition, '--out', out]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^edition\.asice: An edition for others: .*report\.pdf .*full package [0-9A-F-]{19} prints one\.\n$/,
  );
  expect(existsSync(out)).toBe(false);
  expect(lpa(['verify', '--lang', 'en', edition]).out).toContain('Edition for the LAO');
});

test('lpa report prints several, names the bad ones, and joins what it printed', async () => {
  await buildIfStale();
  const [out, joined] = [join(folder, 'many'), join(folder, 'joined.pdf')];
  const run = lpa([
    'report',
    '--lang',
    'en',
    good,
    bad,
    good,
    file('text2.asice', 'no package'),
    '--out',
    out,
    '--joined',
    joined,
  ]);
  expect(run.code).toBe(2);
  expect(run.err).toContain('bad.asice: No report is printed');
  expect(run.err).toContain('text2.asice: No report is printed');
  expect(run.out).toContain('[3/4] Report printed:');
  const names = readdirSync(out).sort();
  expect(names).toEqual(['report-LPA2567-05990312-ท่าแก้วพัฒนา-2.pdf', 'report-LPA2567-05990312-ท่าแก้วพัฒนา.pdf']);
  const [one] = names.map((name) => readPdf(readFileSync(join(out, name))).pages.length);
  const together = readPdf(readFileSync(joined));
  expect(together.pages).toHaveLength(2 * (one ?? 0));
  expect(together.info.Tagged).toBe('yes');
});

describe('lpa', () => {
  test('explains every command, in both languages', () => {
    for (const args of [
      ['--help'],
      ['verify', '--help'],
      ['inspect', '--help'],
      ['report', '--help'],
      ['intake', '--help'],
    ]) {
      const { code, out } = lpa(args);
      expect(code).toBe(0);
      expect(out).toContain('Usage: lpa');
      expect(out).toMatch(/[ก-๙]/);
    }
    expect(lpa(['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(lpa([]).code).toBe(2);
    expect(lpa(['no-such-command']).code).toBe(2);
  });

  test('prints no report of an invalid package', () => {
    const out = join(folder, 'never.pdf');
    const { code, err } = lpa(['report', bad, '--out', out]);
    expect(code).toBe(1);
    expect(err).toContain('ไม่พิมพ์รายงาน');
    expect(lpa(['report', good]).code).toBe(2);
  });
});

test('lpa timestamp: Ctrl-C while the authority keeps silent leaves the file as it was, and nothing beside it', async () => {
  const before = [readFileSync(good), readdirSync(folder)];
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const authority = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  const asked = once(silent, 'request');
  const run = spawn(
    process.execPath,
    ['main/cli/lpa.ts', 'timestamp', '--lang', 'en', good, '--authority', authority],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  run.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  await asked;
  run.kill('SIGINT');
  const [code] = (await once(run, 'close')) as [number | null];
  silent.closeAllConnections();
  silent.close();
  expect([code, said]).toEqual([2, 'Stopped as asked; nothing half written is left.\n']);
  expect([readFileSync(good), readdirSync(folder)]).toEqual(before);
});
