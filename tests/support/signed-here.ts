import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finaliseFixture, importFixture } from './import-fixture.ts';
import { asMember, command, passphrase, type TestApp } from './test-app.ts';

interface SignedHere {
  readonly submission: string;
  readonly packageId: string;
  /** Holds nothing but the exported package. */
  readonly sent: string;
}

/** In an open library: the small submission comes in, is scored, locked, signed, and its package exported to `outside`. */
export async function signHere(opened: TestApp, outside: string): Promise<SignedHere> {
  const submission = await importFixture(opened, outside);
  await finaliseFixture(opened, submission);
  const key = await opened.call('key.generate', { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' });
  const { id } = await opened.call('package.sign', {
    submission,
    key: key.id,
    passphrase,
    as: asMember,
    job: command(),
  });
  const offered = await opened.call('package.export', { id });
  const path = `/export/${offered.ticket}` as const;
  const { body } = await opened.app.serve({ origin: 'app', path, method: 'GET', range: null });
  const sent = join(outside, 'sent');
  await mkdir(sent);
  await writeFile(join(sent, offered.fileName), Buffer.from(body));
  return { submission, packageId: id, sent };
}
