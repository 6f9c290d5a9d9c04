import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTrustFile, trustAnchorsOf } from '#main/lib/signing/trust-anchors.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { root } from '#tests/support/paths.ts';

/**
 * The package that a stranger gets beside the format's description: it must still be valid for this version, and the
 * description's schemas and commands must hold for it. `KEEP_EXAMPLE=1 npx vitest run whole-way` makes a new one.
 */
const formats = join(root, 'resources/formats');
const example = join(formats, 'example/review.asice');
const issuer = join(formats, 'example/issuer.pem');
const folder = mkdtempSync(join(tmpdir(), 'lpa-example-'));
beforeAll(async () => {
  await copyFile(example, join(folder, 'PACKAGE.asice'));
  execFileSync('unzip', ['-q', example, '-d', 'inside'], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inside = (name: string) => readFileSync(join(folder, 'inside', name), 'utf8');

test('the whole team signed it, the chair closed it, its time is stamped, and it is valid', async () => {
  const trust = trustAnchorsOf([readTrustFile(readFileSync(issuer))]);
  const report = await verifyPackage(example, { trust });
  expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(report.verdict).toBe('valid');
  expect(report.signers.map(({ role, closes }) => [role, closes])).toEqual([
    ['member', false],
    ['lao', false],
    ['member', false],
    ['chair', false],
    ['chair', true],
  ]);
  expect(report.signers.some(({ timestamp }) => timestamp !== null)).toBe(true);
});

test('its members are what the published schemas say', () => {
  const check = (schema: string, content: unknown) => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(JSON.parse(readFileSync(join(formats, `${schema}.schema.json`), 'utf8')) as object);
    validate(content);
    expect(validate.errors, schema).toBeNull();
  };
  for (const name of ['review', 'evidence', 'instrument']) check(name, JSON.parse(inside(`${name}.json`)));
  const events = inside('events.ndjson').trimEnd().split('\n');
  expect(events.length).toBeGreaterThan(10);
  for (const line of events) check('event', JSON.parse(line));
  const payload = inside('submission.jws').split('.')[1] ?? '';
  check('submission', JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  const statements = execFileSync('unzip', ['-Z1', 'PACKAGE.asice', 'signers/*'], { cwd: folder, encoding: 'utf8' });
  const names = statements.trim().split('\n');
  expect(names).toHaveLength(5);
  for (const name of names) check('signer', JSON.parse(inside(name)));
});

test('the commands of the description find what they promise', () => {
  const text = readFileSync(join(formats, 'review-package.md'), 'utf8');
  const [, commands = ''] = /## \d+\. Check by hand\n[^]*?```sh\n([^]*?)```/.exec(text) ?? [];
  const run = spawnSync('bash', ['-euo', 'pipefail', '-c', commands], { cwd: folder, encoding: 'utf8' });
  expect(run.stderr.trim()).toBe('CAdES Verification successful');
  expect(run.status).toBe(0);
  expect(run.stdout).toContain('application/vnd.etsi.asic-e+zip');
  for (const name of ['review.json', 'events.ndjson', 'report.pdf', 'submission.jws'])
    expect(run.stdout).toContain(`as signed: ${name}`);
  const code = run.stdout.trimEnd().split('\n').at(-1) ?? '';
  const report = execFileSync('pdftotext', [join(folder, 'inside/report.pdf'), '-'], { encoding: 'utf8' });
  expect(report).toContain(code);
});
