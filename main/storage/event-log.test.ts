import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkChain } from '#common/domain/event-chain.ts';
import { systemIds } from '#main/lib/system.ts';
import { sql, type Database, type Statement } from './database.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import { eventOfCommand, eventsOf, headsOf, lastSequence } from './event-queries.ts';
import { deriveKeys } from './library-keys.ts';
import { openDatabase } from './open-database.ts';
import { createVault } from './vault.ts';

const actor = { id: randomUUID(), name: 'สมหญิง ใจดี' };
const submission = randomUUID();
const vault = createVault(deriveKeys(randomBytes(32)));
const [mine, theirs] = [randomUUID(), randomUUID()];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let now = Date.UTC(2026, 6, 5, 4, 42, 7);
const clock = { now: () => now };
let folder = '';
let db: Database;
const logOf = (device: string): EventLog => createEventLog({ vault, clock, ids: systemIds(clock), device });
const log = logOf(mine);
const score = (points: number | null) => ({
  actor,
  change: { type: 'score.set', payload: { indicator: 'i-1', points } },
});
const add = (points: number, to = log, command: string = randomUUID()) =>
  db.write((tx) => to.append(tx, submission, command, score(points)));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-log-'));
  db = await openDatabase(join(folder, 'library.db'));
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

test('events come back in order, each naming the digest of the line before it', async () => {
  for (const points of [5, 3, 1]) await add(points);
  const stored = await log.read(db, submission);
  expect(stored.map(({ event }) => (event.payload as { points: number }).points)).toEqual([5, 3, 1]);
  expect(stored.map(({ event }) => event.previous)).toEqual([null, sha256(stored[0]!.line), sha256(stored[1]!.line)]);
  expect(
    checkChain(
      stored.map(({ line }) => line),
      sha256,
    ),
  ).toEqual([]);
  expect(stored[0]!.event).toMatchObject({ submission, actor, device: mine, type: 'score.set' });
});

test('the same command twice is one event, answered both times alike', async () => {
  const command = randomUUID();
  const first = await add(5, log, command);
  const second = await add(0, log, command);
  expect([first.repeated, second.repeated]).toEqual([false, true]);
  expect(second.event).toEqual(first.event);
  expect(second.line).toBe(first.line);
  expect(await log.read(db, submission)).toHaveLength(1);
  expect((await log.findCommand(db, submission, command))?.line).toBe(first.line);
  expect(await log.findCommand(db, randomUUID(), command)).toBeNull();
});

test('a rolled back event leaves no trace in chain, clock or count', async () => {
  await add(5);
  const failing = db.write(async (tx) => {
    await log.append(tx, submission, randomUUID(), score(0));
    throw new Error('changed its mind');
  });
  await expect(failing).rejects.toThrow('changed its mind');
  await add(3);
  const stored = await log.read(db, submission);
  expect(stored).toHaveLength(2);
  expect(stored[1]!.event.previous).toBe(sha256(stored[0]!.line));
});

test('the clock never runs backwards, neither by hand nor against another device', async () => {
  const other = logOf(theirs);
  await add(5);
  now += 3_600_000;
  await add(3, other);
  now -= 7_200_000;
  await add(1);
  await add(0, other);
  const stored = await log.read(db, submission);
  expect(stored.map(({ event }) => (event.payload as { points: number }).points)).toEqual([5, 3, 1, 0]);
  expect(
    checkChain(
      stored.map(({ line }) => line),
      sha256,
    ),
  ).toEqual([]);
  expect(stored[2]!.event.previous).toBe(sha256(stored[0]!.line));
});

test('undo and redo marks are kept, the head grows, submissions stay apart', async () => {
  expect(await log.head(db, submission)).toBe(0);
  const first = await add(5);
  const before = await log.head(db, submission);
  const undo = await db.write((tx) =>
    log.append(tx, submission, randomUUID(), { ...score(null), undoes: first.event.id }),
  );
  expect(undo.event.undoes).toBe(first.event.id);
  expect(await log.head(db, submission)).toBeGreaterThan(before);
  expect(await log.read(db, randomUUID())).toEqual([]);
  await db.write((tx) => log.remove(tx, submission));
  expect(await log.read(db, submission)).toEqual([]);
});

describe('tampering is noticed', () => {
  const damaged = { code: 'storage.damaged' };
  const change = async (query: Statement) => {
    expect((await db.write((tx) => tx.run(query))).changes).toBeGreaterThan(0);
  };
  beforeEach(async () => {
    for (const points of [5, 3, 1]) await add(points);
  });

  test.each([
    ['a flipped bit', sql`UPDATE events SET sealed = zeroblob(length(sealed)) WHERE seq = 2`],
    [
      'two rows that changed places',
      sql`UPDATE events SET sealed = (SELECT sealed FROM events AS o WHERE o.seq = 5 - events.seq) WHERE seq IN (2, 3)`,
    ],
    [
      'an older content under another id',
      sql`UPDATE events SET sealed = (SELECT sealed FROM events WHERE seq = 1) WHERE seq = 2`,
    ],
    ['a removed first row', sql`DELETE FROM events WHERE seq = 1`],
    ['a removed middle row', sql`DELETE FROM events WHERE seq = 2`],
    ['a removed last row', sql`DELETE FROM events WHERE seq = 3`],
    ['all rows removed', sql`DELETE FROM events`],
    ['changed order', sql`UPDATE events SET seq = 9 WHERE seq = 1`],
  ])('%s', async (_, query) => {
    await change(query);
    await expect(log.read(db, submission)).rejects.toMatchObject(damaged);
  });

  test('a row moved to another submission', async () => {
    const other = randomUUID();
    await change(sql`UPDATE events SET submission = ${other} WHERE seq = 1`);
    await expect(log.read(db, other)).rejects.toMatchObject(damaged);
    await expect(log.read(db, submission)).rejects.toMatchObject(damaged);
  });
});

test.each([
  ['events', eventsOf('x')],
  ['command', eventOfCommand('x')],
  ['head', lastSequence('x')],
  ['heads', headsOf('x')],
])('the query for %s searches an index and sorts nothing', async (_, query) => {
  const plan = await db.all<{ detail: string }>({ ...query, text: `EXPLAIN QUERY PLAN ${query.text}` });
  const details = plan.map(({ detail }) => detail).join('\n');
  expect(details).toContain('SEARCH');
  expect(details).not.toMatch(/SCAN|TEMP B-TREE/);
});
