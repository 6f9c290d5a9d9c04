import { describe, expect, test } from 'vitest';
import { actionsOf } from './row-actions.ts';
import { assignment, download, queue, summary } from './test-rows.ts';
import { canDownload, joinWork, queuedOf, sumOf, withQueue, type WorkRow } from './work-rows.ts';

const join = (...args: Parameters<typeof joinWork>): readonly WorkRow[] => joinWork(...args);
const only = (rows: readonly WorkRow[]): WorkRow => {
  expect(rows).toHaveLength(1);
  return rows[0]!;
};

describe('what is here and what is assigned', () => {
  test('meet by the id of the submission; each comes once', () => {
    const rows = join([summary('ก'), summary('ไฟล์')], [assignment('ก', { here: 1 }), assignment('ข')]);
    expect(rows.map(({ laoName, state }) => [laoName, state])).toEqual([
      ['ก', 'ready'],
      ['ข', 'not-downloaded'],
      ['ไฟล์', 'ready'],
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  });

  test('an LAO that has not confirmed has nothing to download', () => {
    const row = only(join([], [assignment('ก', { submission: null, revision: null, files: 0, size: 0 })]));
    expect([row.state, row.submission, canDownload(row), actionsOf(row)]).toEqual(['not-sent', null, false, []]);
  });

  test('several LAOs without a submission stay apart', () => {
    const rows = join([], [assignment('ก', { submission: null }), assignment('ข', { submission: null })]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
  });

  test('the server knows the day of the visit better; where it knows none, the manifest’s stays', () => {
    const here = summary('ก', { visitOn: '2024-07-01', visitTime: '09.00' });
    const moved = only(join([here], [assignment('ก', { here: 1, visitOn: '2024-07-08', visitTime: null })]));
    expect([moved.visitOn, moved.visitTime]).toEqual(['2024-07-08', null]);
    const silent = only(join([here], [assignment('ก', { here: 1, visitOn: null })]));
    expect([silent.visitOn, silent.visitTime]).toEqual(['2024-07-01', '09.00']);
  });

  test('a newer revision is offered also while work is in hand, and keeps its word', () => {
    const row = only(
      join([summary('ก', { state: 'in-review' })], [assignment('ก', { here: 1, revision: 2, size: 300 })]),
    );
    expect([row.state, row.newRevision, canDownload(row)]).toEqual(['in-review', true, true]);
    expect(actionsOf(row)).toEqual(['download-new']);
    expect(only(join([summary('ก')], [assignment('ก', { here: 2, revision: 2 })])).newRevision).toBe(false);
  });

  test('withdrawn work is kept and never downloaded', () => {
    const row = only(
      join([summary('ก', { settled: 3 })], [assignment('ก', { here: 1, revision: 2, withdrawn: true })]),
    );
    expect([row.state, row.newRevision, canDownload(row), row.here?.settled]).toEqual(['withdrawn', false, false, 3]);
  });

  test('everything, and only what is missing or newer, is what "all" brings', () => {
    const rows = withQueue(
      join(
        [summary('ก'), summary('ข')],
        [
          assignment('ก', { here: 1 }),
          assignment('ข', { here: 1, revision: 2, size: 10 }),
          assignment('ค', { size: 20 }),
          assignment('ง', { size: 40 }),
          assignment('จ', { submission: null, size: 0 }),
        ],
      ),
      queuedOf(queue([download('ง')])),
    );
    expect(sumOf(rows)).toEqual({ ids: ['ข', 'ค'], size: 30 });
  });
});

describe('the queue', () => {
  const base = join(
    [summary('ก', { state: 'in-review' })],
    [assignment('ก', { here: 1, revision: 2 }), assignment('ข')],
  );

  test.each([
    ['queued', 'queued', ['pause', 'cancel']],
    ['running', 'downloading', ['pause', 'cancel']],
    ['waiting', 'waiting', ['try-now', 'pause', 'cancel']],
    ['paused', 'paused', ['resume', 'cancel']],
    ['failed', 'failed', ['retry', 'cancel']],
  ] as const)('%s', (state, word, actions) => {
    const [, row] = withQueue(base, queuedOf(queue([download('ข', { state })])));
    expect([row!.state, canDownload(row!)]).toEqual([word, false]);
    expect(actionsOf(row!)).toEqual(actions);
  });

  test('one that is not first can be put first', () => {
    const [, row] = withQueue(base, queuedOf(queue([download('อื่น'), download('ข')])));
    expect(actionsOf(row!)).toEqual(['pause', 'first', 'cancel']);
  });

  test('waiting for a sign-in is not waiting for the network', () => {
    const failure = { code: 'sign-in.required' as const, details: {} };
    const [, row] = withQueue(base, queuedOf(queue([download('ข', { state: 'waiting', failure })])));
    expect(row!.state).toBe('must-sign-in');
    expect(actionsOf(row!)).toEqual(['pause', 'cancel']);
  });

  test('work that can be opened keeps its word while its newer revision comes in', () => {
    const [row] = withQueue(base, queuedOf(queue([download('ก', { state: 'running' })])));
    expect([row!.state, row!.queued?.state]).toEqual(['in-review', 'running']);
  });

  test('withdrawn while it was in the queue: it can only be taken out', () => {
    const rows = join([], [assignment('ข', { withdrawn: true })]);
    const row = only(withQueue(rows, queuedOf(queue([download('ข')]))));
    expect(actionsOf(row)).toEqual(['cancel']);
  });

  test('an empty queue changes nothing; rows outside the queue stay the same objects', () => {
    expect(withQueue(base, [])).toBe(base);
    const next = withQueue(base, queuedOf(queue([download('ข')])));
    expect(next[0]).toBe(base[0]);
    expect(next[1]).not.toBe(base[1]);
  });

  test('figures that move make no difference to a row', () => {
    const before = queuedOf(queue([download('ข', { state: 'running', bytesDone: 1, rate: 5 })]));
    const after = queuedOf(queue([download('ข', { state: 'running', bytesDone: 99, rate: 7 })]));
    expect(after).toEqual(before);
  });
});

test('seven thousand rows join in a moment', () => {
  const names = Array.from({ length: 7849 }, (_, index) => `แห่งที่ ${String(index)}`);
  const submissions = names.slice(0, 2000).map((name) => summary(name));
  const assignments = names.map((name) => assignment(name));
  const begun = performance.now();
  const rows = withQueue(
    join(submissions, assignments),
    queuedOf(queue(names.slice(2000).map((name) => download(name)))),
  );
  expect(rows).toHaveLength(7849);
  expect(performance.now() - begun).toBeLessThan(500);
});
