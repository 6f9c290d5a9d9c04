import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Input } from '#common/contract/contract.ts';
import { honestChanges, partsOf } from './package-fixture.ts';
import { rawZip } from './raw-zip.ts';
import { command, passphrase, type TestApp } from './test-app.ts';

interface SignedHere {
  readonly submission: string;
  readonly packageId: string;
  /** Holds nothing but the exported package. */
  readonly sent: string;
}

/** In an open library: the small submission comes in, is scored, locked, signed, and its package exported to `outside`. */
export async function signHere(opened: TestApp, outside: string): Promise<SignedHere> {
  const { manifest, manifestJws, instrumentBytes } = await partsOf();
  const bundle = rawZip([
    { name: 'mimetype', data: Buffer.from('application/vnd.lpa.submission+zip') },
    { name: 'manifest.jws', data: Buffer.from(manifestJws) },
    { name: 'instrument.json', data: Buffer.from(instrumentBytes) },
    ...manifest.evidence.map(({ id, path }) => ({ name: path, data: Buffer.from(id) })),
  ]);
  await writeFile(join(outside, 'a.lpasub'), bundle);
  const submission = manifest.id;
  const ticket = await opened.app.accept(join(outside, 'a.lpasub'));
  await opened.call('submission.import', { tickets: [ticket], job: command() });
  for (const change of honestChanges)
    await opened.call('review.record', {
      ...{ submission, command: command() },
      change: change as Input<'review.record'>['change'],
    });
  await opened.call('review.finalise', { submission, command: command() });
  const key = await opened.call('key.generate', { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' });
  const { id } = await opened.call('package.sign', { submission, key: key.id, passphrase, job: command() });
  const offered = await opened.call('package.export', { id });
  const path = `/export/${offered.ticket}` as const;
  const { body } = await opened.app.serve({ origin: 'app', path, method: 'GET', range: null });
  const sent = join(outside, 'sent');
  await mkdir(sent);
  await writeFile(join(sent, offered.fileName), Buffer.from(body));
  return { submission, packageId: id, sent };
}
