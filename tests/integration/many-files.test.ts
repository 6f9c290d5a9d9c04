import { execFile } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input } from '#common/contract/contract.ts';
import { mostEvidence } from '#common/formats/submission-schema.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { honestChanges, partsOf } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';
import { rawZip } from '#tests/support/raw-zip.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import {
  asMember,
  command,
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

const run = promisify(execFile);

let folder: string;
let outside: string;
let opened: TestApp;
let submission: string;

/** As long as titles of evidence are in Thai: a list that signs the files takes nine bytes for each letter. */
const title = (index: number) => `ฎีกาเบิกจ่ายเงินตามโครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ ${index}`;
const contentOf = (index: number) => Buffer.from(`หลักฐานที่ ${index}`);

beforeAll(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  opened = await openTestApp({ folder, print: () => signablePdf() });
  await createTestLibrary(opened);
  const more = Array.from({ length: mostEvidence - 2 }, (_, at) => at + 3);
  const { manifest, manifestJws, instrumentBytes } = await partsOf({
    revise: (plain) => ({
      ...plain,
      evidence: [
        ...plain.evidence,
        ...more.map((index) => ({
          ...{ id: `e${index}`, indicators: ['i61'], title: title(index), mediaType: 'text/plain' },
          ...{ path: `evidence/${index}.txt`, sha256: sha256(contentOf(index)), size: contentOf(index).length },
        })),
      ],
    }),
  });
  submission = manifest.id;
  const bundle = rawZip([
    { name: 'mimetype', data: Buffer.from('application/vnd.lpa.submission+zip') },
    { name: 'manifest.jws', data: Buffer.from(manifestJws) },
    { name: 'instrument.json', data: Buffer.from(instrumentBytes) },
    ...manifest.evidence.map(({ id, path }, index) => ({
      name: path,
      data: index < 2 ? Buffer.from(id) : contentOf(index + 1),
    })),
  ]);
  await writeFile(join(outside, 'many.lpasub'), bundle);
  const ticket = await opened.app.accept(join(outside, 'many.lpasub'));
  await opened.call('submission.import', { tickets: [ticket], job: command() });
  for (const change of honestChanges)
    await opened.call('review.record', {
      ...{ submission, command: command() },
      change: change as Input<'review.record'>['change'],
    });
  await opened.call('review.finalise', { submission, command: command() });
}, 120_000);
afterAll(async () => {
  await opened.close();
  await removeFolder(folder);
  await removeFolder(outside);
});

/** As the page downloads it: in parts. */
async function save(ticket: string, file: string): Promise<void> {
  for (let begin = 0, size = 1; begin < size;) {
    const served = await opened.app.serve({
      ...{ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: `bytes=${begin}-` },
    });
    await appendFile(file, served.body);
    begin += served.body.byteLength;
    size = Number(/\/(\d+)$/.exec(served.headers['content-range'] ?? '')?.[1]);
  }
}

test('as many files as a submission may have go in, are signed, verified and read by others', async () => {
  const { evidence } = await opened.call('submission.get', { id: submission });
  expect(evidence).toHaveLength(mostEvidence);
  expect(evidence.every(({ status }) => status === 'ready')).toBe(true);
  const key = (await opened.call('key.generate', { name: 'ปาริชาต', title: 'กรรมการ' })).id;
  const record = await opened.call('package.sign', {
    ...{ submission, key, passphrase, as: asMember, job: command(), evidence: 'all', copies: false },
  });
  expect(record).toMatchObject({ evidence: 'all', evidenceFiles: mostEvidence });

  // A second member of the team signs the same long list.
  const other = (await opened.call('key.generate', { name: 'ธนพล', title: 'ประธาน' })).id;
  const { ticket } = await opened
    .call('package.addSignature', { id: record.id, key: other, passphrase, as: asMember })
    .then(({ id }) => opened.call('package.export', { id }));
  const file = join(outside, 'many.asice');
  await save(ticket, file);

  const report = await verifyPackage(file);
  expect(report).toMatchObject({ verdict: 'valid', signers: [{ valid: true }, { valid: true }] });
  expect(report.content?.files).toBeGreaterThan(mostEvidence);
  const { stdout } = await run(process.execPath, [join(root, 'main', 'cli', 'lpa.ts'), 'verify', '--json', file], {
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(JSON.parse(stdout)).toMatchObject([{ verdict: 'valid' }]);

  const unpacked = join(outside, 'unpacked');
  await mkdir(unpacked);
  await run('unzip', ['-qq', file, '-d', unpacked]);
  expect(await readdir(join(unpacked, 'evidence'))).toHaveLength(mostEvidence);
  const last = (await readdir(join(unpacked, 'evidence'))).find((name) => name.startsWith(String(mostEvidence)));
  expect(await readFile(join(unpacked, 'evidence', last ?? ''), 'utf8')).toBe(contentOf(mostEvidence).toString());
  await run('openssl', [
    ...['cms', '-verify', '-binary', '-inform', 'DER', '-noverify', '-purpose', 'any', '-out', '/dev/null'],
    ...['-in', join(unpacked, 'META-INF/signature001.p7s'), '-content', join(unpacked, 'META-INF/ASiCManifest.xml')],
  ]);
}, 120_000);
