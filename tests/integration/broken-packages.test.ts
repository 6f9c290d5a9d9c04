import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { readTrustFile, trustAnchorsOf } from '#main/lib/signing/trust-anchors.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { brokenPackages } from '#tests/support/broken-packages.ts';
import { makeBed, makePackage, type BrokenPackage } from '#tests/support/broken-packages/bed.ts';
import { root } from '#tests/support/paths.ts';
import { askBouncyCastle, askOpenssl, type AskedPackage } from '#tests/support/signature-opinions.ts';

/** Every broken package, looked at by the app's verification, the command line, OpenSSL and BouncyCastle. */
interface Row extends BrokenPackage {
  readonly asked: AskedPackage;
}

const folder = mkdtempSync(join(tmpdir(), 'lpa-broken-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const rows: Row[] = [];
let fingerprint = '';
const ours = new Map<string, VerifyReport>();

beforeAll(async () => {
  const bed = await makeBed();
  fingerprint = sha256(bed.identity.certificate);
  for (const [index, row] of brokenPackages.entries()) {
    const { bytes, ...rest } = await makePackage(row, bed);
    const asked = { id: `row${index}`, file: join(folder, `${index}.asice`), ...rest };
    writeFileSync(asked.file, bytes);
    rows.push({ ...row, asked });
    const deps = {
      ...(row.signer === undefined ? {} : { signer: fingerprint }),
      ...(rest.trust === undefined ? {} : { trust: trustAnchorsOf([readTrustFile(Buffer.from(rest.trust))]) }),
    };
    ours.set(row.name, await verifyPackage(asked.file, deps));
  }
});

const codesOf = ({ findings }: VerifyReport, wanted: string) =>
  [...new Set(findings.filter(({ severity }) => severity === wanted).map(({ code }) => code))].sort();

test('there are many, and each has a name of its own', () => {
  expect(brokenPackages.length).toBeGreaterThan(150);
  expect(new Set(brokenPackages.map(({ name }) => name)).size).toBe(brokenPackages.length);
});

describe('the verification finds', () => {
  test.each(brokenPackages.map((row) => [row.name, row] as const))(
    '%s',
    (name, { verdict, codes, severity = 'error' }) => {
      const report = ours.get(name);
      expect(report).toBeDefined();
      if (report === undefined) return;
      expect(report.verdict, codesOf(report, 'error').join(' ')).toBe(verdict);
      expect(codesOf(report, severity)).toEqual(expect.arrayContaining([...codes]));
      if (verdict === 'valid') expect(codesOf(report, 'error')).toEqual([]);
      else expect(codesOf(report, 'error')).not.toEqual([]);
      for (const { message, severity: kind } of report.findings.filter((finding) => finding.severity !== 'info')) {
        expect(message.th, kind).toMatch(/[ก-๙]/);
        expect(message.en, kind).toMatch(/\.$/);
      }
    },
  );
});

test('the command line says the same of each', () => {
  const run = (only: readonly Row[], ...options: string[]): VerifyReport[] => {
    const files = only.map(({ asked }) => asked.file);
    const args = [join(root, 'main/cli/lpa.ts'), 'verify', '--json', ...options, ...files];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 });
    expect(stderr).toBe('');
    return JSON.parse(stdout) as VerifyReport[];
  };
  const plain = rows.filter(({ signer, asked }) => signer === undefined && asked.trust === undefined);
  const pinned = rows.filter(({ signer }) => signer !== undefined);
  const trusting = rows.filter(({ asked }) => asked.trust !== undefined);
  const anchors = join(folder, 'anchors.pem');
  const underTrust = trusting.map((row) => {
    writeFileSync(anchors, row.asked.trust ?? '');
    return run([row], '--trust', anchors);
  });
  const said = [...run(plain), ...run(pinned, '--signer', fingerprint), ...underTrust.flat()];
  const brief = (report: VerifyReport | undefined, { name }: BrokenPackage) =>
    report === undefined
      ? null
      : { name, verdict: report.verdict, closing: report.closing, errors: codesOf(report, 'error') };
  const all = [...plain, ...pinned, ...trusting];
  expect(said.map((report, at) => brief(report, all[at] ?? all[0]!))).toEqual(
    all.map((row) => brief(ours.get(row.name), row)),
  );
});

test('OpenSSL and BouncyCastle say of the signature alone what is expected of them', () => {
  const able = rows.filter(({ openssl }) => openssl !== null);
  const openssl = able.map(({ name, asked }) => ({ name, word: askOpenssl(asked, folder) }));
  expect(openssl).toEqual(able.map(({ name, openssl: word }) => ({ name, word })));
  const words = askBouncyCastle(
    able.map(({ asked }) => asked.id),
    folder,
  );
  // A second opinion where it is installed.
  if (words === null) return;
  expect(able.map(({ name, asked }) => ({ name, word: words.get(asked.id) }))).toEqual(
    able.map(({ name, openssl: same, bouncyCastle: word }) => ({ name, word: word ?? same })),
  );
});
