import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDemo } from '#tests/demo/run-demo.ts';
import { unlock } from '#tests/support/journey/first-run.ts';
import { launchApp } from '#tests/support/launch-app.ts';
import { newFolder, removeFolder } from '#tests/support/test-app.ts';

const run = promisify(execFile);

interface Summary {
  readonly counts: Readonly<Record<string, number>>;
  readonly totals: { readonly settled: number; readonly indicators: number; readonly team: number };
  readonly verified: { readonly lpa: { readonly verdict: string }[]; readonly openssl: string };
  readonly probes: readonly string[];
}

/** The main job through the real window, as `npm run demo` plays it; then what stands after a restart. */
describe('the main job', () => {
  let out: string;
  let summary: Summary;
  beforeAll(async () => {
    out = await newFolder();
    await runDemo(out);
    summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as Summary;
  }, 600_000);
  afterAll(() => removeFolder(out));

  test('every indicator is settled, and the package is valid for us and for OpenSSL', () => {
    expect(summary.totals.settled).toBe(summary.totals.indicators);
    expect(summary.counts.marks).toBeGreaterThanOrEqual(2);
    expect(summary.verified.lpa.map(({ verdict }) => verdict)).toEqual(['valid']);
    expect(summary.verified.openssl).toContain('CAdES Verification successful');
  });

  test('the report says in Thai what was scored', async () => {
    const { stdout } = await run('pdftotext', ['-raw', join(out, 'report.pdf'), '-']);
    expect(stdout).toContain('เทศบาลตำบลท่าแก้วพัฒนา');
    expect(stdout).toContain('การบริหารงานการเงินและการคลัง');
    expect(stdout.replace(/\s+/g, '')).toContain('จัดส่งภายในกำหนดแต่ไม่พบแบบปค.๖ในชุดที่จัดส่งจึงให้๓คะแนน');
  });

  test('the data folder shows none of what was typed or imported', async () => {
    const files = await filesUnder(join(out, 'library'));
    expect(files.length).toBeGreaterThan(50);
    const forms = summary.probes.flatMap((probe) => [Buffer.from(probe), Buffer.from(probe, 'utf16le')]);
    for (const file of files) {
      const bytes = await readFile(file);
      expect(forms.filter((form) => bytes.includes(form)).map(String), file).toEqual([]);
    }
    // The search itself works: the same probes stand in the package that left the library.
    const { stdout } = await run('unzip', ['-p', join(out, 'review.asice'), 'events.ndjson']);
    expect(stdout).toContain(summary.probes[0]);
  });

  test('after a restart everything is there: locked review, marks on their page, package to export', async () => {
    const downloads = join(out, 'downloads');
    await mkdir(downloads, { recursive: true });
    const { page, quit } = await launchApp({ data: join(out, 'library'), downloads });
    await unlock(page, 'กาแฟเย็นสองแก้วก่อนเที่ยง');
    await page.getByRole('row', { name: /ท่าแก้วพัฒนา/ }).click();
    await page.getByRole('link', { name: 'ตรวจและให้คะแนน' }).click();
    await page.getByText('สรุปผลแล้ว อ่านได้อย่างเดียว').first().waitFor();
    await page.getByRole('link', { name: 'รายงาน', exact: true }).click();
    await page.getByRole('button', { name: 'ส่งออก' }).first().waitFor();
    expect(await quit()).toBe(0);
  });
});

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
