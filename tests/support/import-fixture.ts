import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Input } from '#common/contract/contract.ts';
import { honestChanges, partsOf, type PartsOptions } from './package-fixture.ts';
import { rawZip } from './raw-zip.ts';
import { command, type TestApp } from './test-app.ts';

/** Takes the fixture's submission into an open library, from a bundle written into `outside`; gives its id. */
export async function importFixture(
  opened: TestApp,
  outside: string,
  options: Pick<PartsOptions, 'revise'> = {},
): Promise<string> {
  const { manifest, manifestJws, instrumentBytes } = await partsOf(options);
  const bundle = rawZip([
    { name: 'mimetype', data: Buffer.from('application/vnd.lpa.submission+zip') },
    { name: 'manifest.jws', data: Buffer.from(manifestJws) },
    { name: 'instrument.json', data: Buffer.from(instrumentBytes) },
    ...manifest.evidence.map(({ id, path }) => ({ name: path, data: Buffer.from(id) })),
  ]);
  await writeFile(join(outside, 'a.lpasub'), bundle);
  const ticket = await opened.app.accept(join(outside, 'a.lpasub'));
  const [imported] = await opened.call('submission.import', { tickets: [ticket], job: command() });
  expect(imported?.outcome).toBe('imported');
  return manifest.id;
}

async function score(opened: TestApp, submission: string): Promise<void> {
  for (const change of honestChanges)
    await opened.call('review.record', {
      submission,
      command: command(),
      change: change as Input<'review.record'>['change'],
    });
}

/** Takes it in and scores all of it as a team would, up to the moment of locking. */
export async function importScored(opened: TestApp, outside: string): Promise<string> {
  const submission = await importFixture(opened, outside);
  await score(opened, submission);
  return submission;
}

export async function finaliseFixture(opened: TestApp, submission: string): Promise<void> {
  await score(opened, submission);
  await opened.call('review.finalise', { submission, command: command() });
}
