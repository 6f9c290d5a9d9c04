import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '#common/domain/review-event.ts';
import { buildIfStale } from '#main/build.ts';
import { evidenceMembers, packFiles } from '#main/features/package/evidence-members.ts';
import { honestChanges, membersOf, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';
import { readPdf } from '#tests/support/read-pdf.ts';
import { openRedactionBed, type RedactionBed } from '#tests/support/redaction-bed.ts';
import { screen, screenshotOf } from '#tests/support/screenshots.ts';
import { liveCheck, teamFileAdded } from '#tests/support/visit-builder.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpa-live-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const words = (bytes: Uint8Array) => readPdf(bytes).pages.join('').replace(/\s+/g, '');

describe('in the app', () => {
  let bed: RedactionBed;
  beforeAll(async () => {
    bed = await openRedactionBed();
  }, 240_000);
  afterAll(() => bed.close());

  test('the picture comes from the sealed store into the paper, and what the team blacked out does not', async () => {
    // Larger than what one answer carries.
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
    const bytes = await sharp({ create: { width: 2400, height: 1600, channels: 3, noise, background: '#fff' } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    expect(bytes.length).toBeGreaterThan(8 * 1024 * 1024);
    const file = await bed.add('หน้าจอ.png', bytes);
    const payload = liveCheck(1, { indicator: file.indicators[0] ?? '', screenshot: file.id });
    const { submission } = bed;
    const change = { type: 'live-check.set' as const, payload };
    await bed.app.call('review.record', { submission, command: randomUUID(), change });
    // While it is printed for the first time.
    bed.beforePrint(() => bed.redact(file, 1, [{ x: 0, y: 0, width: 1200, height: 1600 }]));

    const choice = { submission, kind: 'live-checks', digits: 'thai', language: 'th' } as const;
    const pdf = await bed.fetch((await bed.app.call('report.paper', choice)).ticket);
    expect(words(pdf)).toContain(`SHA-256${createHash('sha256').update(bytes).digest('hex')}`);
    expect(words(pdf)).toContain('ปกปิดบางส่วนของภาพ');
    expect(readPdf(pdf).images).toBe(1);
    const path = join(folder, 'app.pdf');
    writeFileSync(path, pdf);
    execFileSync('pdfimages', ['-png', path, join(folder, 'app')]);
    const half = async (left: number) => {
      const region = sharp(join(folder, 'app-000.png')).extract({ left, top: 20, width: 700, height: 900 });
      return (await sharp(await region.toBuffer()).stats()).channels.map(({ mean }) => mean);
    };
    for (const mean of await half(20)) expect(mean).toBeLessThan(2);
    for (const mean of await half(840)) expect(mean).toBeGreaterThan(90);
  }, 120_000);
});

describe('lpa report prints it from a package', () => {
  let picture: Buffer;
  beforeAll(async () => {
    await buildIfStale();
    picture = await screen(1).png().toBuffer();
  }, 240_000);

  /** Signed with the files of evidence in it, or with their digests alone. */
  async function packageWith(choice: 'all' | 'none', name: string): Promise<string> {
    const file = screenshotOf(1, picture);
    const changes: readonly Change[] = [
      ...honestChanges,
      teamFileAdded(1, file),
      { type: 'live-check.set', payload: liveCheck(1, { screenshot: file.id }) },
    ];
    const parts = await partsOf({ changes });
    const packed = packFiles(choice, parts);
    const bytesOf = (sha256: string) => {
      const id = packed.find((one) => one.sha256 === sha256)?.id ?? '';
      return id === file.id ? picture : Buffer.from(id);
    };
    const stream = (sha256: string) => Readable.from([bytesOf(sha256)]);
    const members = [
      ...membersOf({ ...parts, packed: { choice, files: packed } }),
      ...evidenceMembers(packed, { stream }),
    ];
    const path = join(folder, name);
    writeFileSync(path, await packageOf(members, await newIdentity()));
    return path;
  }

  function print(packed: string): { readonly pdf: Buffer; readonly code: number | null; readonly err: string } {
    const out = `${packed}.pdf`;
    const args = ['main/cli/lpa.ts', 'report', packed, '--paper', 'live-checks', '--out', out];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    return { pdf: status === 0 ? readFileSync(out) : Buffer.alloc(0), code: status, err: stderr };
  }

  test('with the picture where the package holds it', async () => {
    const { pdf, code, err } = print(await packageWith('all', 'all.asice'));
    expect([code, err]).toEqual([0, '']);
    expect(readPdf(pdf).images).toBe(1);
    expect(words(pdf)).toContain(`SHA-256${screenshotOf(1, picture).sha256}`);
  }, 120_000);

  test('with a sentence where it holds digests alone', async () => {
    const { pdf, code, err } = print(await packageWith('none', 'none.asice'));
    expect([code, err]).toEqual([0, '']);
    expect(readPdf(pdf).images).toBe(0);
    expect(words(pdf)).toContain('ไม่มีไฟล์ภาพนี้ในแพ็กเกจจึงไม่มีภาพในเอกสารนี้');
  }, 120_000);
});
