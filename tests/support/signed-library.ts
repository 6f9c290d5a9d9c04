import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Input } from '#common/contract/contract.ts';
import { honestChanges, partsOf } from './package-fixture.ts';
import { rawZip } from './raw-zip.ts';
import { command, passphrase, type TestApp } from './test-app.ts';

/** Imports a submission, judges it, locks it and signs it with a new key; gives the package's id. `outside`: for the file. */
export async function signPackage(opened: TestApp, outside: string): Promise<{ id: string; submission: string }> {
  const { manifest, manifestJws, instrumentBytes } = await partsOf();
  const { id: submission } = manifest;
  const file = join(outside, 'a.lpasub');
  await writeFile(
    file,
    rawZip([
      { name: 'mimetype', data: Buffer.from('application/vnd.lpa.submission+zip') },
      { name: 'manifest.jws', data: Buffer.from(manifestJws) },
      { name: 'instrument.json', data: Buffer.from(instrumentBytes) },
      ...manifest.evidence.map(({ id, path }) => ({ name: path, data: Buffer.from(id) })),
    ]),
  );
  await opened.call('submission.import', { tickets: [await opened.app.accept(file)], job: command() });
  for (const one of honestChanges) {
    const change = one as Input<'review.record'>['change'];
    await opened.call('review.record', { submission, command: command(), change });
  }
  await opened.call('review.finalise', { submission, command: command() });
  const { id: key } = await opened.call('key.generate', { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' });
  const { id } = await opened.call('package.sign', { submission, key, passphrase, job: command() });
  return { id, submission };
}
