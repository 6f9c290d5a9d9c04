import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asClosingChair, signPackage } from './signed-library.ts';
import type { TestApp } from './test-app.ts';

interface SignedHere {
  readonly submission: string;
  readonly packageId: string;
  /** Holds nothing but the exported package. */
  readonly sent: string;
}

/** In an open library: the small submission comes in, is scored, locked, signed, closed, and its package exported to `outside`. */
export async function signHere(opened: TestApp, outside: string): Promise<SignedHere> {
  const { id, submission } = await signPackage(opened, outside, asClosingChair);
  const offered = await opened.call('package.export', { id });
  const path = `/export/${offered.ticket}` as const;
  const { body } = await opened.app.serve({ origin: 'app', path, method: 'GET', range: null });
  const sent = join(outside, 'sent');
  await mkdir(sent);
  await writeFile(join(sent, offered.fileName), Buffer.from(body));
  return { submission, packageId: id, sent };
}
