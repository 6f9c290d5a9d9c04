import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { forgotten, listOfWork, openAttackedApp, type AttackedApp } from '#tests/support/attacked-app.ts';
import { said, stateOf } from '#tests/support/attacks.ts';
import { newKey, sha256, sign } from '#tests/support/bundles.ts';
import { assignTo, jose, keySet, manifestOf, publish } from '#tests/support/forged-answers.ts';
import { instead } from '#tests/support/middle.ts';
import { command } from '#tests/support/test-app.ts';

/** A submission is here in its second revision, and the team has worked on it. The server would like to replace it. */
let bed: AttackedApp;
let here: string;
let current: SubmissionManifest;
let before: Awaited<ReturnType<typeof everything>>;
const key = newKey();

const everything = async () => ({
  ...(await stateOf(bed.app)),
  review: await bed.app.call('review.get', { submission: here }),
});

beforeAll(async () => {
  bed = await openAttackedApp({ kind: 'generated', submissions: 2, files: 2, megabytes: 0.2, sizes: 'equal' });
  here = bed.next();
  await bed.app.download(here);
  await bed.server.amend(here, { answers: (answers) => answers.slice(1) });
  await bed.app.call('assignment.sync', {});
  await bed.app.download(here);
  current = (await bed.app.call('submission.get', { id: here })).manifest;
  expect(current.revision).toBe(2);
  const { indicator } = current.answers[0]!;
  const change = { type: 'score.set', payload: { indicator, points: 0 } } as const;
  await bed.app.call('review.record', { submission: here, command: command(), change });
  before = await everything();
  expect(before).toMatchObject({ submissions: [{ state: 'in-review' }], queue: [] });
  bed.middle.rest();
});
afterEach(async () => {
  bed.middle.rest();
  await bed.app.call('download.cancel', { submission: here });
  bed.middle.attack(listOfWork, forgotten);
  await bed.app.call('assignment.sync', {});
  expect(await everything()).toEqual(before);
  expect(bed.server.problems).toEqual([]);
});
afterAll(() => bed.close());

/** "code reason" with which the download fails while the server says this manifest. */
async function download(change: Partial<SubmissionManifest>): Promise<string> {
  bed.middle.attack(manifestOf(here), instead(await sign(JSON.stringify({ ...current, ...change }), { key }), jose));
  return said((await bed.app.download(here)).downloads[0]?.failure);
}
const evidenceRequests = () => bed.middle.seen.filter(({ path }) => path.includes('/evidence/')).length;

/** A file that is not here: it would be asked for. */
const oneMore = () => {
  const bytes = Buffer.from('one more');
  const item = {
    ...current.evidence[0]!,
    id: 'more',
    path: 'evidence/more',
    sha256: sha256(bytes),
    size: bytes.length,
  };
  return { evidence: [...current.evidence, item] };
};

test.each<[string, () => Partial<SubmissionManifest>, string]>([
  ['the first revision, played again', () => ({ revision: 1, ...oneMore() }), 'bundle.older-revision'],
  ['the same revision with another file', () => ({ ...oneMore() }), 'bundle.bad-manifest revision-reused'],
  [
    'the next revision, under the name of another instrument',
    () => ({ revision: 3, instrument: { ...current.instrument, id: 'other' } }),
    'instrument.invalid other-instrument',
  ],
])('%s: refused, though a key signed it that the server publishes', async (_, change, code) => {
  bed.middle.attack(keySet, publish(key));
  expect(await download(change())).toBe(code);
  expect(evidenceRequests()).toBe(0);
});

test('the next revision, of another LAO under the same id', async () => {
  const lao = { ...current.lao, code: '05991999' };
  bed.middle.attack(listOfWork, assignTo(lao, here));
  bed.middle.attack(listOfWork, forgotten);
  await bed.app.call('assignment.sync', {});
  bed.middle.attack(keySet, publish(key));
  expect(await download({ lao, revision: 3 })).toBe('bundle.bad-manifest other-submission');
});

test('the next revision by a new key, while the old one is no longer published', async () => {
  bed.middle.attack(keySet, publish(key, true));
  expect(await download({ revision: 3 })).toBe('bundle.wrong-sender other-key');
});

test('the next revision by a key that nobody publishes', async () => {
  expect(await download({ revision: 3 })).toBe('bundle.wrong-sender not-published');
  expect(evidenceRequests()).toBe(0);
});
