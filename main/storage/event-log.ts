import { AppError } from '#common/contract/failures.ts';
import type { Actor } from '#common/domain/annotation.ts';
import { eventLine } from '#common/domain/event-chain.ts';
import { nextClock } from '#common/domain/hybrid-clock.ts';
import type { ReviewEvent } from '#common/domain/review-event.ts';
import type { Clock, Ids } from '#main/lib/ports.ts';
import { sha256 } from '#main/lib/sha256.ts';
import type { Reader, Tx } from './database.ts';
import {
  deleteEvents,
  findByCommand,
  insertEvent,
  putHead,
  readEvents,
  readHeads,
  readLastSequence,
  type EventRow,
} from './event-queries.ts';
import type { Vault } from './library.ts';

/** An event with the exact text that its successor's `previous` is the digest of. */
export interface StoredEvent {
  readonly event: ReviewEvent;
  readonly line: string;
}

interface EventEntry {
  readonly actor: Actor;
  readonly change: { readonly type: string; readonly payload: unknown };
  readonly undoes?: string;
  readonly redoes?: string;
}

/** The append-only, sealed history of each submission. */
export interface EventLog {
  /** In clock order. Throws AppError('storage.damaged') when a row was altered, moved or removed. */
  read(reader: Reader, submission: string): Promise<readonly StoredEvent[]>;
  /**
   * Adds one event; durable when the transaction commits. The same command again adds nothing and returns the event
   * that it became the first time: a command may have been committed by a process that died before it could answer.
   */
  append(
    tx: Tx,
    submission: string,
    command: string,
    entry: EventEntry,
  ): Promise<StoredEvent & { readonly repeated: boolean }>;
  /** What this command became, if it was recorded. */
  findCommand(reader: Reader, submission: string, command: string): Promise<StoredEvent | null>;
  /** Grows with every event of the submission; 0 for none. */
  head(reader: Reader, submission: string): Promise<number>;
  /** Forgets the whole history of a submission. Only for samples: a review is never deleted. */
  remove(tx: Tx, submission: string): Promise<void>;
}

/** The last event of one device in one submission. */
interface Head {
  readonly clock: string;
  /** SHA-256 (hex) of its line. */
  readonly digest: string;
}

const damaged = (reason: string) => new AppError('storage.damaged', { what: 'events', reason });
const byClock = (a: StoredEvent, b: StoredEvent) =>
  compare(a.event.clock, b.event.clock) || compare(a.event.id, b.event.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function createEventLog({
  vault,
  clock,
  ids,
  device,
}: {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly device: string;
}): EventLog {
  /** Keyed: a command's text must not say on disk what it was about. */
  const nameOf = (submission: string, command: string) => vault.nameOf(`command|${submission}|${command}`);
  const headId = (submission: string, owner: string) => `${submission}|${owner}`;

  const open = (row: EventRow, submission: string): StoredEvent => {
    const line = vault.unseal('events', row.id, row.sealed).toString();
    const event = JSON.parse(line) as ReviewEvent;
    if (event.id !== row.id || event.submission !== submission) throw damaged('moved');
    return { event, line };
  };

  async function heads(reader: Reader, submission: string): Promise<Map<string, Head>> {
    const rows = await readHeads(reader, submission);
    return new Map(
      rows.map((row) => [
        row.device,
        vault.unsealJson('event_heads', headId(submission, row.device), row.sealed) as Head,
      ]),
    );
  }

  async function findCommand(reader: Reader, submission: string, command: string): Promise<StoredEvent | null> {
    const row = await findByCommand(reader, nameOf(submission, command));
    return row === undefined ? null : open(row, submission);
  }

  return {
    async read(reader, submission) {
      // Heads first: an event that is committed between the two reads only makes the chain longer.
      const expected = await heads(reader, submission);
      const rows = await readEvents(reader, submission);
      const events = rows.map((row) => open(row, submission));
      checkChains(events, expected);
      return events.sort(byClock);
    },

    async append(tx, submission, command, { actor, change, undoes, redoes }) {
      const known = await findCommand(tx, submission, command);
      if (known !== null) return { ...known, repeated: true };
      const all = await heads(tx, submission);
      const latest =
        [...all.values()]
          .map((head) => head.clock)
          .sort(compare)
          .at(-1) ?? null;
      const event: ReviewEvent = {
        id: ids.event(),
        submission,
        actor,
        device,
        clock: nextClock(latest, clock.now(), device),
        previous: all.get(device)?.digest ?? null,
        ...(undoes === undefined ? {} : { undoes }),
        ...(redoes === undefined ? {} : { redoes }),
        type: change.type,
        payload: change.payload,
      };
      const line = eventLine(event);
      const head: Head = { clock: event.clock, digest: sha256(line) };
      await insertEvent(tx, {
        id: event.id,
        submission,
        command: nameOf(submission, command),
        sealed: vault.seal('events', event.id, Buffer.from(line)),
      });
      await putHead(tx, submission, {
        device,
        sealed: vault.sealJson('event_heads', headId(submission, device), head),
      });
      return { event: JSON.parse(line) as ReviewEvent, line, repeated: false };
    },

    findCommand,
    head: readLastSequence,
    remove: deleteEvents,
  };
}

/**
 * Each device's events must form one chain that reaches at least the head noted for it. Sealing shows that a row was
 * altered or moved; only the chain shows that one is gone.
 */
function checkChains(events: readonly StoredEvent[], expected: ReadonlyMap<string, Head>): void {
  const last = new Map<string, string>();
  const reached = new Set<string>();
  const goals = new Map([...expected].map(([device, head]) => [head.digest, device]));
  for (const { event, line } of events) {
    if (event.previous !== (last.get(event.device) ?? null)) throw damaged('chain');
    const digest = sha256(line);
    last.set(event.device, digest);
    const device = goals.get(digest);
    if (device !== undefined) reached.add(device);
  }
  if (reached.size < expected.size) throw damaged('missing');
}
