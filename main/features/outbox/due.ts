import type { createAskTimes } from './ask-times.ts';
import { isOut, type Container } from './describe.ts';
import type { OutboxEntry } from './queries.ts';

type AskTimes = ReturnType<typeof createAskTimes>;

export interface Task {
  readonly kind: 'send' | 'ask';
  readonly entry: OutboxEntry;
}

/**
 * What is to be done now, else in how many milliseconds something may be. What is to be sent comes before what is only to be
 * asked; an upload that the server keeps locked steps aside until its time.
 */
export function findDue(
  all: readonly OutboxEntry[],
  containers: readonly Container[],
  { receipts, locks }: { readonly receipts: AskTimes; readonly locks: AskTimes },
): { readonly task: Task } | { readonly task: null; readonly waitMs: number | null } {
  const stamped = new Set(containers.flatMap(({ record }) => (record.timestamp === null ? [] : [record.id])));
  const waiting = all.filter(
    (entry) => entry.state === 'queued' && (!entry.waitForTimestamp || stamped.has(entry.package)),
  );
  const send = waiting.find(({ id }) => locks.waitOf(id) === 0);
  if (send !== undefined) return { task: { kind: 'send', entry: send } };
  const asked = all.filter(({ state, sent, unconfirmed }) => sent !== null && isOut({ state }) && unconfirmed === null);
  // A centre may decide otherwise later; its later receipt takes the place of the first.
  for (const { id, state } of asked) if (state === 'received') receipts.settled(id);
  const due = asked.find(({ id }) => receipts.waitOf(id) === 0);
  if (due !== undefined) return { task: { kind: 'ask', entry: due } };
  const waits = [...waiting.map(({ id }) => locks.waitOf(id)), ...asked.map(({ id }) => receipts.waitOf(id))];
  return { task: null, waitMs: waits.length === 0 ? null : Math.min(...waits) };
}
