import { join } from 'node:path';
import type { ReceiptOutcome } from '#common/formats/receipt-schema.ts';
import { sql, type Database, type Reader, type Tx } from '#main/storage/database.ts';
import type { Migration } from '#main/storage/migrate.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import type { Candidate, Decision } from './decide.ts';
import type { Examination, Examined, ExaminedContent, IndicatorName, ScoreLine } from './examined.ts';

/**
 * What was taken, in `intake.db`. `files`: where it lay and a stamp that changes with the file. `packages`: the
 * examination by SHA-256 and what was decided. `instruments`: names of their indicators. `receipts`: as issued. `rulings`: what a person chose.
 */
const migrations: readonly Migration[] = [
  {
    version: 10,
    up: (tx) =>
      tx.exec(`
        CREATE TABLE packages (
          taken INTEGER PRIMARY KEY,
          sha256 TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          anchors TEXT NOT NULL,
          terms TEXT NOT NULL,
          verdict TEXT NOT NULL,
          place TEXT NOT NULL,
          submission TEXT NOT NULL,
          judged TEXT NOT NULL,
          finalised_at TEXT,
          signed_at TEXT,
          signers TEXT NOT NULL,
          examined TEXT NOT NULL,
          lines TEXT NOT NULL,
          outcome TEXT,
          reason TEXT,
          other TEXT
        ) STRICT;
        CREATE TABLE files (
          path TEXT PRIMARY KEY,
          stamp TEXT NOT NULL,
          sha256 TEXT NOT NULL REFERENCES packages (sha256)
        ) STRICT;
        CREATE TABLE receipts (
          sha256 TEXT PRIMARY KEY REFERENCES packages (sha256),
          file TEXT NOT NULL UNIQUE,
          statement TEXT NOT NULL,
          jws TEXT NOT NULL
        ) STRICT;
        CREATE TABLE instruments (
          digest TEXT PRIMARY KEY,
          indicators TEXT NOT NULL
        ) STRICT;
        CREATE TABLE rulings (
          sha256 TEXT PRIMARY KEY REFERENCES packages (sha256),
          after INTEGER NOT NULL
        ) STRICT;`),
  },
  {
    // Null in what was examined before: its examination said nothing of these.
    version: 20,
    up: (tx) =>
      tx.exec(`
        ALTER TABLE packages ADD COLUMN closed INTEGER;
        ALTER TABLE packages ADD COLUMN sender TEXT;
        ALTER TABLE packages ADD COLUMN instrument TEXT;`),
  },
];

export const openBook = (out: string): Promise<Database> => openDatabase(join(out, 'intake.db'), { migrations });

/** One package with what was decided on it. */
export interface BookEntry {
  readonly taken: number;
  readonly name: string;
  readonly examined: Examined;
  readonly outcome: ReceiptOutcome;
  readonly reason: Decision['reason'];
  readonly other: string | null;
}

/** Stamps of files whose package was examined under these terms and got a verdict. */
export async function knownFiles(book: Reader, terms: string): Promise<ReadonlyMap<string, string>> {
  const rows = await book.all<{ path: string; stamp: string }>(
    sql`SELECT path, stamp FROM files JOIN packages USING (sha256) WHERE terms = ${terms} AND verdict <> 'failed'`,
  );
  return new Map(rows.map(({ path, stamp }) => [path, stamp]));
}

export interface ExaminedFile {
  readonly path: string;
  readonly name: string;
  readonly stamp: string;
  readonly terms: { readonly anchors: string; readonly all: string };
  readonly examination: Examination;
}

/** Writes down an examination; what was decided on the package before stays until the next decision. */
export async function enter(tx: Tx, { path, name, stamp, terms, examination }: ExaminedFile): Promise<void> {
  const { examined, lines, instrument } = examination;
  const { sha256, verdict, content, signedAt, signers } = examined;
  const place = content === null ? '' : `${content.said.lao.code}|${content.said.round.id}`;
  const names = JSON.stringify(signers.map(({ fingerprint }) => fingerprint));
  await tx.run(
    sql`INSERT INTO packages (sha256, name, anchors, terms, verdict, place, submission, judged, finalised_at, signed_at, signers, examined, lines,
          closed, sender, instrument)
        VALUES (${sha256}, ${name}, ${terms.anchors}, ${terms.all}, ${verdict}, ${place}, ${content?.said.submission ?? ''},
          ${content?.judged ?? ''}, ${content?.finalisedAt ?? null}, ${signedAt}, ${names}, ${JSON.stringify(examined)},
          ${JSON.stringify(lines)}, ${examined.closed ? 1 : 0}, ${content?.sender ?? ''}, ${content?.instrument.digest ?? ''})
        ON CONFLICT (sha256) DO UPDATE SET anchors = excluded.anchors, terms = excluded.terms, verdict = excluded.verdict, place = excluded.place,
          submission = excluded.submission, judged = excluded.judged, finalised_at = excluded.finalised_at,
          signed_at = excluded.signed_at, signers = excluded.signers, examined = excluded.examined, lines = excluded.lines,
          closed = excluded.closed, sender = excluded.sender, instrument = excluded.instrument
        WHERE excluded.verdict <> 'failed' OR packages.verdict = 'failed' OR packages.terms <> excluded.terms`,
  );
  if (instrument !== null)
    await tx.run(
      sql`INSERT INTO instruments (digest, indicators) VALUES (${instrument.digest}, ${JSON.stringify(instrument.indicators)})
          ON CONFLICT (digest) DO NOTHING`,
    );
  await tx.run(
    sql`INSERT INTO files (path, stamp, sha256) VALUES (${path}, ${stamp}, ${sha256})
        ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp, sha256 = excluded.sha256`,
  );
}

interface CandidateRow {
  readonly taken: number;
  readonly sha256: string;
  readonly anchors: string;
  readonly verdict: Candidate['verdict'];
  readonly place: string;
  readonly submission: string;
  readonly judged: string;
  readonly finalised_at: string | null;
  readonly signed_at: string | null;
  readonly signers: string;
  readonly outcome: ReceiptOutcome | null;
  readonly closed: number | null;
  readonly sender: string | null;
  readonly instrument: string | null;
}

const instant = (text: string | null): number => (text === null ? 0 : Date.parse(text));

/** What the decisions look at, of every package. */
export async function candidates(book: Reader, anchors: string): Promise<Candidate[]> {
  const rows = await book.all<CandidateRow>(
    sql`SELECT taken, sha256, anchors, verdict, place, submission, judged, finalised_at, signed_at, signers, outcome,
          closed, sender, instrument
        FROM packages ORDER BY taken`,
  );
  return rows.map((row) => ({
    ...{ sha256: row.sha256, verdict: row.verdict, place: row.place, submission: row.submission, judged: row.judged },
    ...{ taken: row.taken, before: row.outcome, current: row.anchors === anchors && row.closed !== null },
    ...{ closed: row.closed === 1, sender: row.sender ?? '', instrument: row.instrument ?? '' },
    finalisedAt: instant(row.finalised_at),
    signedAt: instant(row.signed_at),
    signers: JSON.parse(row.signers) as string[],
  }));
}

export async function keepDecision(tx: Tx, sha256: string, { outcome, reason, other }: Decision): Promise<void> {
  await tx.run(
    sql`UPDATE packages SET outcome = ${outcome}, reason = ${reason}, other = ${other} WHERE sha256 = ${sha256}`,
  );
}

type EntryRow = Omit<BookEntry, 'examined'> & { readonly examined: string };
const page = 200;

/** Every decided package in order of coming in, a few at a time in memory. */
export async function* entries(book: Reader): AsyncGenerator<BookEntry> {
  for (let after = 0; ;) {
    const rows = await book.all<EntryRow>(
      sql`SELECT taken, name, examined, outcome, reason, other FROM packages
          WHERE outcome IS NOT NULL AND taken > ${after} ORDER BY taken LIMIT ${page}`,
    );
    for (const row of rows) yield { ...row, examined: JSON.parse(row.examined) as Examined };
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.taken;
  }
}

export async function rulings(book: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await book.all<{ sha256: string; after: number }>(sql`SELECT sha256, after FROM rulings`);
  return new Map(rows.map(({ sha256, after }) => [sha256, after]));
}

/** A person chose this package over all that have come in by now. False: it is not in the book. */
export async function rule(tx: Tx, sha256: string): Promise<boolean> {
  const known = await tx.get(sql`SELECT 1 FROM packages WHERE sha256 = ${sha256}`);
  if (known === undefined) return false;
  await tx.run(
    sql`INSERT INTO rulings (sha256, after) SELECT ${sha256}, max(taken) FROM packages
        WHERE true ON CONFLICT (sha256) DO UPDATE SET after = excluded.after`,
  );
  return true;
}

export interface KeptReceipt {
  readonly sha256: string;
  readonly file: string;
  /** SHA-256 of what it says, without when and by whom: said again it is not issued anew. */
  readonly statement: string;
  readonly jws: string;
}

export const receiptOf = (book: Reader, sha256: string): Promise<KeptReceipt | undefined> =>
  book.get<KeptReceipt>(sql`SELECT sha256, file, statement, jws FROM receipts WHERE sha256 = ${sha256}`);

export async function keepReceipt(tx: Tx, { sha256, file, statement, jws }: KeptReceipt): Promise<void> {
  await tx.run(
    sql`INSERT INTO receipts (sha256, file, statement, jws) VALUES (${sha256}, ${file}, ${statement}, ${jws})
        ON CONFLICT (sha256) DO UPDATE SET statement = excluded.statement, jws = excluded.jws`,
  );
}

/** Ids first: all the signed texts of a country would not be looked at in one go. */
export const receiptFiles = (book: Reader): Promise<{ sha256: string; file: string }[]> =>
  book.all<{ sha256: string; file: string }>(sql`SELECT sha256, file FROM receipts ORDER BY sha256`);

/** How many packages each outcome has, and how many files repeat another one byte for byte. */
export async function countOutcomes(book: Reader): Promise<{
  readonly outcomes: Readonly<Record<ReceiptOutcome, number>>;
  readonly copies: number;
}> {
  const rows = await book.all<{ outcome: ReceiptOutcome; count: number }>(
    sql`SELECT outcome, count(*) AS count FROM packages WHERE outcome IS NOT NULL GROUP BY outcome`,
  );
  const none = { accepted: 0, rejected: 0, duplicate: 0, superseded: 0, held: 0, unreadable: 0 };
  const copies = await book.get<{ count: number }>(sql`SELECT count(*) - count(DISTINCT sha256) AS count FROM files`);
  return {
    outcomes: { ...none, ...Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])) },
    copies: copies?.count ?? 0,
  };
}

/** An accepted package with its lines. */
export interface TakenPackage {
  readonly examined: Examined;
  readonly content: ExaminedContent;
  readonly lines: readonly ScoreLine[];
}

/** What counts, by year, province and code, one at a time; of one instrument where its digest is given. */
export async function* takenPackages(book: Reader, instrument: string | null = null): AsyncGenerator<TakenPackage> {
  const ids = await book.all<{ sha256: string }>(
    sql`SELECT sha256 FROM packages WHERE outcome = 'accepted'
          AND (${instrument} IS NULL OR examined ->> '$.content.instrument.digest' = ${instrument})
        ORDER BY examined ->> '$.content.said.round.year', examined ->> '$.content.said.lao.province',
          examined ->> '$.content.said.lao.code', taken`,
  );
  for (const { sha256 } of ids) {
    const row = await book.get<{ examined: string; lines: string }>(
      sql`SELECT examined, lines FROM packages WHERE sha256 = ${sha256}`,
    );
    if (row === undefined) continue;
    const examined = JSON.parse(row.examined) as Examined;
    const { content } = examined;
    if (content !== null) yield { examined, content, lines: JSON.parse(row.lines) as ScoreLine[] };
  }
}

/** An instrument that accepted packages of a year were judged by. */
export interface UsedInstrument {
  readonly year: number;
  readonly digest: string;
  readonly id: string;
  readonly version: string;
  readonly packages: number;
}

export const usedInstruments = (book: Reader): Promise<UsedInstrument[]> =>
  book.all<UsedInstrument>(
    sql`SELECT examined ->> '$.content.said.round.year' AS year, instrument AS digest,
          examined ->> '$.content.instrument.id' AS id, examined ->> '$.content.instrument.version' AS version,
          count(*) AS packages
        FROM packages WHERE outcome = 'accepted' GROUP BY year, digest ORDER BY year, packages DESC, digest`,
  );

export interface TakenInstrument {
  readonly digest: string;
  readonly id: string;
  readonly version: string;
  readonly year: number;
  readonly indicators: readonly IndicatorName[];
}

/** The instruments by which accepted packages were judged. */
export async function takenInstruments(book: Reader): Promise<TakenInstrument[]> {
  const rows = await book.all<Omit<TakenInstrument, 'indicators'> & { readonly indicators: string }>(
    sql`SELECT digest, indicators, examined ->> '$.content.instrument.id' AS id,
          examined ->> '$.content.instrument.version' AS version, min(examined ->> '$.content.said.round.year') AS year
        FROM packages JOIN instruments ON digest = examined ->> '$.content.instrument.digest'
        WHERE outcome = 'accepted' GROUP BY digest ORDER BY year, id, version, digest`,
  );
  return rows.map((row) => ({ ...row, indicators: JSON.parse(row.indicators) as IndicatorName[] }));
}
