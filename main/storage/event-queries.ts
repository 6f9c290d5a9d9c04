import { sql, type Reader, type Tx } from './database.ts';

export interface EventRow {
  readonly id: string;
  readonly sealed: Uint8Array;
}

export interface HeadRow {
  readonly device: string;
  readonly sealed: Uint8Array;
}

/** In the order in which they came into this library, which keeps each device's own order. */
export const eventsOf = (submission: string) =>
  sql`SELECT id, sealed FROM events WHERE submission = ${submission} ORDER BY seq`;

export const eventOfCommand = (command: string) => sql`SELECT id, sealed FROM events WHERE command = ${command}`;

export const lastSequence = (submission: string) =>
  sql`SELECT max(seq) AS seq FROM events WHERE submission = ${submission}`;

export const headsOf = (submission: string) =>
  sql`SELECT device, sealed FROM event_heads WHERE submission = ${submission}`;

export const readEvents = (reader: Reader, submission: string) => reader.all<EventRow>(eventsOf(submission));
export const readHeads = (reader: Reader, submission: string) => reader.all<HeadRow>(headsOf(submission));
export const findByCommand = (reader: Reader, command: string) => reader.get<EventRow>(eventOfCommand(command));

export async function readLastSequence(reader: Reader, submission: string): Promise<number> {
  const row = await reader.get<{ seq: number | null }>(lastSequence(submission));
  return row?.seq ?? 0;
}

export const insertEvent = (tx: Tx, event: EventRow & { readonly submission: string; readonly command: string }) =>
  tx.run(sql`INSERT INTO events (id, submission, command, sealed)
             VALUES (${event.id}, ${event.submission}, ${event.command}, ${event.sealed})`);

export const putHead = (tx: Tx, submission: string, { device, sealed }: HeadRow) =>
  tx.run(sql`INSERT INTO event_heads (submission, device, sealed) VALUES (${submission}, ${device}, ${sealed})
             ON CONFLICT (submission, device) DO UPDATE SET sealed = excluded.sealed`);

export async function deleteEvents(tx: Tx, submission: string): Promise<void> {
  await tx.run(sql`DELETE FROM events WHERE submission = ${submission}`);
  await tx.run(sql`DELETE FROM event_heads WHERE submission = ${submission}`);
}
