import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notClosed } from '#common/domain/verdict.ts';
import { buildVerifyPage, verifyPageFile } from '#main/build/verify-page.ts';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { readTrustFile, trustAnchorsOf } from '#main/lib/signing/trust-anchors.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { requireBrowser } from '#main/host/chromium/find-browser.ts';
import { brokenPackages } from '#tests/support/broken-packages.ts';
import { makeBed, makePackage, type Bed } from '#tests/support/broken-packages/bed.ts';
import { membersOf, signedAt } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';

/** The page that lies in every package, opened from the disk in the real browser, which is offline. */
const folder = mkdtempSync(join(tmpdir(), 'lpa-verify-page-'));
let browser: Browser;
let page: Page;
let bed: Bed;
const requests: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  await buildVerifyPage(root, folder);
  bed = await makeBed();
  browser = await chromium.launch({ executablePath: requireBrowser(), args: ['--no-sandbox'] });
  const context = await browser.newContext({ offline: true });
  page = await context.newPage();
  // Also what the page's policy stops before it leaves: that is told on the console.
  context.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(join(folder, verifyPageFile)).href);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function check(file: string, name: string, signer = '', trust: string | null = null): Promise<void> {
  await page.fill('#signer', signer);
  await page.setInputFiles('#trust', trust === null ? [] : [trust]);
  await page.setInputFiles('#file', file);
  await page.locator('#result .verdict + p', { hasText: name }).waitFor();
}

const shown = () =>
  page.evaluate(() => ({
    verdict: document.querySelector<HTMLElement>('.verdict')?.dataset.verdict,
    audience: document.querySelector<HTMLElement>('[data-audience]')?.dataset.audience ?? 'full',
    checks: Array.from(document.querySelectorAll<HTMLElement>('[data-check]'), ({ dataset }) => [
      dataset.check,
      dataset.outcome,
    ]),
    open: document.querySelector('.open') !== null,
    findings: Array.from(document.querySelectorAll<HTMLElement>('[data-code]'), (one) => [
      one.dataset.severity,
      one.dataset.code,
      one.querySelector('span')?.textContent,
    ]),
  }));

async function ours(file: string, signer = '', trust: string | null = null) {
  const report = await verifyPackage(file, {
    ...(signer === '' ? {} : { signer }),
    ...(trust === null ? {} : { trust: trustAnchorsOf([readTrustFile(readFileSync(trust))]) }),
  });
  const { verdict, audience, checks, findings } = report;
  return {
    verdict,
    audience,
    open: notClosed(report) !== null,
    checks: checks.map(({ check: name, outcome }) => [name, outcome]),
    findings: findings.map(({ severity, code, message }) => [severity, code, message.th]),
  };
}

test('it is one file that asks for no other, and is not large', () => {
  const html = readFileSync(join(folder, verifyPageFile), 'utf8');
  const [, inline = ''] = /<script>([^]*)<\/script>/.exec(html) ?? [];
  const digest = createHash('sha256').update(inline).digest('base64');
  // Compared in pieces, since a failure would print all of it.
  expect(html.includes("default-src 'none'")).toBe(true);
  expect(html.includes(`script-src 'sha256-${digest}';`)).toBe(true);
  expect(/\b(?:src|href)=/.test(html)).toBe(false);
  expect(html.includes('Copyright (c) 2014, GMO GlobalSign')).toBe(true);
  expect(html.length).toBeLessThan(1_000_000);
});

test('it says of every broken package what the app says', { timeout: 300_000 }, async () => {
  const fingerprint = sha256(bed.identity.certificate);
  for (const [index, row] of brokenPackages.entries()) {
    const { bytes, trust: pem } = await makePackage(row, bed);
    const file = join(folder, `${index}.asice`);
    writeFileSync(file, bytes);
    const trust = pem === undefined ? null : join(folder, 'trust.pem');
    if (trust !== null) writeFileSync(trust, pem ?? '');
    const signer = row.signer === undefined ? '' : fingerprint;
    await check(file, `${index}.asice`, signer, trust);
    const found = await shown();
    expect({ name: row.name, ...found }).toEqual({ name: row.name, ...(await ours(file, signer, trust)) });
    expect(found.verdict, row.name).toBe(row.verdict);
    expect(
      found.findings.map(([, code]) => code),
      row.name,
    ).toEqual(expect.arrayContaining([...row.codes]));
  }
});

test('it asked for nothing but itself and its own thread, and broke no rule of its policy', () => {
  expect(requests.filter((address) => !address.startsWith('blob:'))).toEqual([
    pathToFileURL(join(folder, verifyPageFile)).href,
  ]);
  expect(complaints).toEqual([]);
});

test('it speaks English too, shows the content, and prints', async () => {
  const file = join(folder, 'good.asice');
  writeFileSync(file, bed.good);
  await check(file, 'good.asice');
  const printed = join(folder, 'printed.pdf');
  await page.pdf({ path: printed, format: 'A4' });
  const text = execFileSync('pdftotext', ['-layout', printed, '-'], { encoding: 'utf8' });
  expect(text).toContain('ท่าแก้วพัฒนา');
  expect(text).toContain('80.00');
  expect(text).not.toContain('วางไฟล์');
  await page.click('#language');
  expect(await page.locator('.verdict').textContent()).toBe('Valid: unchanged since signing');
  expect(await page.locator('#result dl').textContent()).toContain('80.00');
  await page.click('#language');
});

test('a fingerprint that is none is refused before anything is read', async () => {
  await page.fill('#signer', 'abc');
  await page.setInputFiles('#file', join(folder, 'good.asice'));
  expect(await page.locator('[role=alert]').textContent()).toContain('64');
  await page.fill('#signer', '');
});

test('authorities that are none are refused', async () => {
  const file = join(folder, 'good.asice');
  await page.setInputFiles('#trust', [file]);
  await page.setInputFiles('#file', file);
  expect(await page.locator('[role=alert]').textContent()).toContain('ใบรับรอง');
});

test('a name that is HTML stays a name', async () => {
  const file = join(folder, '<img src=x onerror=alert(1)>.asice');
  writeFileSync(file, bed.good);
  await check(file, '<img src=x');
  expect(await page.locator('img').count()).toBe(0);
});

/** Most memory that any process of the page's browser ever had, in bytes. */
async function peakMemory(): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) * 1024);
  return Math.max(...peaks);
}

test('500 MB take time, not memory', { timeout: 300_000 }, async () => {
  const size = 500 * 1024 ** 2;
  const block = Buffer.alloc(1024 ** 2, 'x');
  const open = async () =>
    Readable.from(
      (function* () {
        for (let at = 0; at < size; at += block.length) yield block;
      })(),
    );
  const members = [
    ...membersOf(bed.parts),
    { name: 'evidence/long.mp4', mediaType: 'video/mp4', content: { size, open } },
  ];
  const signer = await signerOf(bed.identity);
  const file = join(folder, 'large.asice');
  const container = createAsice(members, (list) => signCades(signer, list, signedAt), signedAt);
  await pipeline(container, createWriteStream(file));
  const before = await peakMemory();
  await check(file, 'large.asice');
  const found = await shown();
  expect(found).toEqual(await ours(file));
  expect(found.checks).toContainEqual(['files', 'passed']);
  expect((await peakMemory()) - before).toBeLessThan(300 * 1024 ** 2);
});
