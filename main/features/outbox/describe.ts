import type { Outbox, OutboxItem } from '#common/contract/channels/outbox.ts';
import type { PackageRecord } from '#common/contract/channels/package.ts';
import type { Failure } from '#common/contract/failures.ts';
import type { OutboxEntry } from './queries.ts';

/** A package of this library with the SHA-256 of its container. */
export interface Container {
  readonly record: Pick<PackageRecord, 'id' | 'submission' | 'code' | 'fileName' | 'size' | 'audience' | 'timestamp'>;
  readonly sha256: string;
}

/** What is known of the one that is being sent. */
export interface Live {
  readonly id: string;
  readonly done: number;
  readonly retryAt: string | null;
  readonly failure: Failure | null;
}

export const fileOf = ({ record, sha256 }: Container): OutboxEntry['file'] => ({
  ...{ sha256, size: record.size, fileName: record.fileName, code: record.code },
  stamped: record.timestamp !== null,
});

/** At the server. */
export const isOut = ({ state }: Pick<OutboxEntry, 'state'>): boolean => state === 'sent' || state === 'received';
const hasGone = (entry: OutboxEntry): boolean => isOut(entry) || entry.state === 'handed-over';

/** What is known beyond what is kept: of the one that is being sent, and until when which ones step aside. */
interface Now {
  readonly live: Live | null;
  /** ISO; null where the server has not locked its upload. */
  lockedUntil(id: string): string | null;
}

export function describeOutbox(
  entries: readonly OutboxEntry[],
  containers: readonly Container[],
  now: Now,
  blocked: Failure | null,
): Outbox {
  const byId = new Map(containers.map((one) => [one.record.id, one]));
  const going = entries.filter((entry) => !isOut(entry));
  const items = [...going, ...entries.filter(isOut).reverse()].map((entry) =>
    describe(entry, byId.get(entry.package) ?? null, waitOf(entry, now)),
  );
  return { items, ready: readyOf(entries, containers), blocked };
}

function waitOf({ id, state, done }: OutboxEntry, { live, lockedUntil }: Now): Live | null {
  if (live?.id === id) return live;
  const retryAt = state === 'queued' ? lockedUntil(id) : null;
  return retryAt === null ? null : { id, done, retryAt, failure: { code: 'outbox.upload-locked', details: {} } };
}

/** Main lists the newest package first. */
export function readyOf(entries: readonly OutboxEntry[], containers: readonly Container[]): Outbox['ready'] {
  const newest = new Map<string, Container>();
  for (const one of containers)
    if (one.record.audience === 'full' && !newest.has(one.record.submission)) newest.set(one.record.submission, one);
  return [...newest.values()].flatMap(({ record, sha256 }) => {
    const own = entries.filter((entry) => entry.package === record.id);
    // What has not gone yet goes as it is by then.
    if (own.some((entry) => entry.file.sha256 === sha256 || !hasGone(entry))) return [];
    const sentBefore = entries.some((entry) => entry.submission === record.submission && hasGone(entry));
    return [{ package: record.id, sentBefore }];
  });
}

function describe(entry: OutboxEntry, container: Container | null, mine: Live | null): OutboxItem {
  const { id, submission, handedOver, receipt, unconfirmed } = entry;
  const follows = container !== null && !hasGone(entry);
  const { code, fileName, size, stamped } = follows ? fileOf(container) : entry.file;
  const state = stateOf(entry, stamped, mine);
  return {
    ...{ id, package: entry.package, submission, code, fileName, size, stamped, state, handedOver, receipt },
    done: Math.min(isOut(entry) ? size : (mine?.done ?? entry.done), size),
    retryAt: mine?.retryAt ?? null,
    failure: state === 'line' ? (mine?.failure ?? null) : entry.failure,
    sentAt: entry.sent?.at ?? null,
    centre: unconfirmed?.centre ?? null,
  };
}

function stateOf(entry: OutboxEntry, stamped: boolean, mine: Live | null): OutboxItem['state'] {
  const { state } = entry;
  if (state === 'sent' || state === 'received') return entry.unconfirmed === null ? state : 'confirm';
  if (state !== 'queued') return state;
  if (mine !== null) return mine.retryAt === null ? 'sending' : 'line';
  return entry.waitForTimestamp && !stamped ? 'timestamp' : 'waiting';
}
