import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstrumentRow } from '#common/contract/channels/instrument.ts';
import type { ExportTicket } from '#common/contract/channels/library.ts';
import type { Output } from '#common/contract/contract.ts';
import { AppError } from '#common/contract/failures.ts';
import { checkInstrument } from '#common/domain/check-instrument.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { readInstrumentSheets } from '#common/domain/read-instrument-sheets.ts';
import type { Clock, Emit, Exports, Tickets } from '#main/lib/ports.ts';
import { sha256 } from '#main/lib/sha256.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import * as queries from './queries.ts';
import { readWorkbook } from './read-workbook.ts';
import { writeWorkbook } from './write-workbook.ts';

export interface InstrumentDeps {
  /** The open library; throws 'library.locked'. */
  current(): Pick<OpenLibrary, 'db' | 'vault'>;
  /** Digests of the instruments that submissions here are scored by, one for each submission. */
  used(): Promise<readonly string[]>;
  /** The shipped `resources/instruments`. */
  readonly shippedFolder: string;
  readonly tickets: Tickets;
  readonly exports: Pick<Exports, 'offerBytes'>;
  readonly clock: Clock;
  readonly emit: Emit;
}

/** More faults than that are not read by anybody. */
const mostProblems = 500;
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The instruments on this computer: received, shipped, and those that the province makes itself. */
export function createInstruments({ current, used, shippedFolder, tickets, exports, clock, emit }: InstrumentDeps) {
  let shipped: Promise<readonly queries.StoredInstrument[]> | null = null;
  const readShipped = () => (shipped ??= readFolder(shippedFolder));

  async function find(digest: string): Promise<queries.StoredInstrument> {
    const { db, vault } = current();
    const all = [...(await queries.listStored(db, vault)), ...(await readShipped())];
    const found = all.find((one) => one.digest === digest);
    if (found === undefined) throw new AppError('instrument.unknown', { id: '', version: '' });
    return found;
  }

  async function list(): Promise<InstrumentRow[]> {
    const { db, vault } = current();
    const own = new Map((await queries.readOwn(db, vault)).map((one) => [one.digest, one.savedAt]));
    const needed = await used();
    const here = await queries.listStored(db, vault);
    const known = new Set(here.map(({ digest }) => digest));
    const builtIn = await readShipped();
    const ofProgram = new Set(builtIn.map(({ digest }) => digest));
    const rows = [...here, ...builtIn.filter(({ digest }) => !known.has(digest))].map(
      ({ digest, instrument }): InstrumentRow => ({
        digest,
        ...{ id: instrument.id, version: instrument.version, year: instrument.year },
        ...{ title: { ...instrument.title }, sample: instrument.sample },
        source: own.has(digest) ? 'own' : ofProgram.has(digest) ? 'shipped' : 'received',
        savedAt: own.get(digest) ?? null,
        indicators: instrument.indicators.length,
        provincial: instrument.indicators.filter(({ provincial }) => provincial).length,
        submissions: needed.filter((one) => one === digest).length,
      }),
    );
    return rows.sort(
      (a, b) => b.year - a.year || rank(a) - rank(b) || (b.savedAt ?? '').localeCompare(a.savedAt ?? ''),
    );
  }

  return {
    list,

    get: async (digest: string): Promise<Output<'instrument.get'>> =>
      structuredClone((await find(digest)).instrument) as Output<'instrument.get'>,

    async template(digest: string): Promise<ExportTicket> {
      const { instrument } = await find(digest);
      const bytes = await writeWorkbook(instrument);
      return exports.offerBytes(`${fileBase(instrument)}.xlsx`, xlsxType, bytes);
    },

    async file(digest: string): Promise<ExportTicket> {
      const { instrument, bytes } = await find(digest);
      return exports.offerBytes(`${fileBase(instrument)}.json`, 'application/json', bytes);
    },

    async read(ticket: string): Promise<Output<'instrument.read'>> {
      const book = await readWorkbook(tickets.path(ticket));
      const { instrument, problems } = readInstrumentSheets(book);
      return {
        fileName: tickets.name(ticket),
        instrument: structuredClone(instrument) as Output<'instrument.get'> | null,
        problems: problems.slice(0, mostProblems),
        more: Math.max(0, problems.length - mostProblems),
      };
    },

    async save(instrument: Instrument): Promise<{ digest: string }> {
      const [problem] = checkInstrument(instrument);
      if (problem !== undefined)
        throw new AppError('instrument.invalid', { reason: problem.code, path: problem.where });
      const bytes = Buffer.from(`${JSON.stringify(instrument, null, 1)}\n`);
      const digest = sha256(bytes);
      const { id, version } = instrument;
      const twin = (await list()).find((row) => row.id === id && row.version === version);
      if (twin !== undefined && twin.digest !== digest) throw new AppError('instrument.same-version', { id, version });
      const { db, vault } = current();
      await db.write(async (tx) => {
        await queries.writeStored(tx, vault, digest, bytes);
        const own = await queries.readOwn(tx, vault);
        if (twin !== undefined) return; // the same bytes are here, whoever brought them
        await queries.writeOwn(tx, vault, [...own, { digest, savedAt: new Date(clock.now()).toISOString() }]);
      });
      emit('changed', { what: 'instruments' });
      return { digest };
    },

    async remove(digest: string): Promise<Record<string, never>> {
      const row = (await list()).find((one) => one.digest === digest);
      if (row?.source !== 'own') throw new AppError('instrument.unknown', { id: row?.id ?? '', version: '' });
      if (row.submissions > 0) throw new AppError('instrument.in-use', { count: row.submissions });
      const { db, vault } = current();
      await db.write(async (tx) => {
        await queries.deleteStored(tx, vault, digest);
        const own = await queries.readOwn(tx, vault);
        await queries.writeOwn(
          tx,
          vault,
          own.filter((one) => one.digest !== digest),
        );
      });
      emit('changed', { what: 'instruments' });
      return {};
    },
  };
}

const rank = ({ source }: InstrumentRow): number => ['own', 'received', 'shipped'].indexOf(source);

const fileBase = ({ id, version }: Instrument): string => `${id}-${version.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')}`;

async function readFolder(folder: string): Promise<readonly queries.StoredInstrument[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return files.flatMap((bytes) => queries.stored(bytes) ?? []);
}
