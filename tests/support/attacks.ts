import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { isAppError, type Failure, type FailureCode } from '#common/contract/failures.ts';
import { failureText } from '#renderer/lib/errors.ts';
import type { TestApp } from './test-app.ts';

/** The refusal with which it ends; a value or a defect of the program fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<Failure> {
  const ended: unknown = await work.then(
    (value) => new Error(`not refused: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (!isAppError(ended)) throw ended;
  return { code: ended.code, details: ended.details };
}

/** "code reason", which the screen can say in both languages. */
export function said(failure: Failure | null | undefined): string {
  if (!failure) return 'nothing';
  const { code, details } = failure;
  const unclear: readonly FailureCode[] = ['internal', 'invalid-input'];
  for (const language of ['th', 'en'] as const) {
    const text = failureText(failure, language);
    expect(text.length).toBeGreaterThan(20);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  }
  expect(unclear).not.toContain(code);
  const reason = details.reason ?? details.cause ?? details.status;
  return reason === undefined ? code : `${code} ${String(reason)}`;
}

export const refused = async (work: Promise<unknown>): Promise<string> => said(await refusalOf(work));

/** Names of what lies sealed on disk: whole contents, begun ones, temporary ones. */
export async function sealedFiles(folder: string) {
  const names = async (room: string) =>
    (await readdir(join(folder, room), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  return { blobs: await names('blobs'), partial: await names('partial'), temporary: await names('temporary') };
}

/** Everything that an attack must leave as it was: the work that is here, what is sealed, the queue, the list, the sign-in. */
export async function stateOf({ call, folder }: Pick<TestApp, 'call' | 'folder'>) {
  const submissions = await call('submission.list', {});
  return {
    submissions,
    details: await Promise.all(submissions.map(({ id }) => call('submission.get', { id }))),
    sealed: await sealedFiles(folder),
    queue: (await call('download.queue', {})).downloads,
    assignments: await call('assignment.list', {}),
    server: { ...(await call('server.status', {})), network: null, clockAhead: null, syncedAt: null },
  };
}

/** How much memory the process took on the way, in megabytes. */
export async function memoryOf<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly megabytes: number }> {
  const resident = () => process.memoryUsage().rss / 1e6;
  const begun = resident();
  let most = begun;
  const timer = setInterval(() => (most = Math.max(most, resident())), 5);
  try {
    return { result: await work(), megabytes: most - begun };
  } finally {
    clearInterval(timer);
  }
}
