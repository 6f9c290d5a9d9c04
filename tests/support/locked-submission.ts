import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Input } from '#common/contract/contract.ts';
import { honestChanges, partsOf } from './package-fixture.ts';
import { rawZip } from './raw-zip.ts';
import { command, type TestApp } from './test-app.ts';

/** Takes in a small submission and scores all of it as a team would, up to the moment of locking. Returns its id. */
export async function importScored(opened: TestApp, folder: string): Promise<string> {
  const { manifest, manifestJws, instrumentBytes } = await partsOf();
  const bundle = rawZip([
    { name: 'mimetype', data: Buffer.from('application/vnd.lpa.submission+zip') },
    { name: 'manifest.jws', data: Buffer.from(manifestJws) },
    { name: 'instrument.json', data: Buffer.from(instrumentBytes) },
    ...manifest.evidence.map(({ id, path }) => ({ name: path, data: Buffer.from(id) })),
  ]);
  const file = join(folder, 'scored.lpasub');
  await writeFile(file, bundle);
  await opened.call('submission.import', { tickets: [await opened.app.accept(file)], job: command() });
  for (const change of honestChanges)
    await opened.call('review.record', {
      submission: manifest.id,
      command: command(),
      change: change as Input<'review.record'>['change'],
    });
  return manifest.id;
}
