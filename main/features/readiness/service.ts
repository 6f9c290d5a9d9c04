import { statfs } from 'node:fs/promises';
import type { DecodeTask, ReadinessReport } from '#common/contract/channels/readiness.ts';
import { AppError } from '#common/contract/failures.ts';
import {
  judgeClock,
  judgeComplete,
  judgeContent,
  judgeDisk,
  judgeKeys,
  judgeLinks,
  judgePages,
  judgeRecovery,
  worstLevel,
  type DecodeOutcome,
  type ExpectedSubmission,
  type ReadinessEntry,
  type ReadinessItem,
} from '#common/domain/readiness.ts';
import type { Clock, Emit } from '#main/lib/ports.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import { collectFieldFiles, entryOf, type FieldSubmissions, type PlacedFile } from './field-files.ts';
import { hashContent } from './hash-content.ts';
import { coverageNow, hasChanged, keepReport, readReport, type Coverage } from './last-report.ts';

export interface ReadinessDeps {
  /** The open library; throws 'library.locked'. */
  current(): Pick<OpenLibrary, 'db' | 'vault' | 'blobs' | 'folder'>;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly submissions: FieldSubmissions;
  keys(): Promise<readonly { readonly validFrom: string; readonly validTo: string }[]>;
  recoveryPrinted(): Promise<boolean>;
  /** What the server assigned to the team, from this computer. */
  expected(): Promise<readonly ExpectedSubmission[]>;
  /** Milliseconds that the server is ahead; null when it was never asked. */
  clockAhead(): Promise<number | null>;
}

/** What one check found so far, between `begin` and `finish`. */
interface Begun {
  readonly submissions: number;
  readonly files: number;
  readonly bytes: number;
  readonly covered: Coverage;
  readonly items: readonly ReadinessItem[];
  /** What the page decodes, and every place where the same content lies. */
  readonly decode: readonly (readonly [PlacedFile, ...PlacedFile[]])[];
}

interface Job {
  readonly id: string;
  readonly stop: AbortController;
  begun: Begun | null;
}

/** Milliseconds between two progress events. */
const progressEvery = 100;
/** What one list of the report may hold (common/contract/channels/readiness.ts); its counts stay true. */
const mostEntries = 20_000;

const order = ['content', 'pages', 'complete', 'links', 'disk', 'clock', 'signing-key', 'recovery'] as const;

/** Proves before the team leaves that everything it needs is here, whole, and can be shown. */
export function createReadiness(deps: ReadinessDeps) {
  const { current, clock, emit, submissions } = deps;
  let running: Job | null = null;

  function stop(reason: AppError): void {
    running?.stop.abort(reason);
    running = null;
  }

  /** Reads every byte once; gives what is wrong, and the contents that are whole. */
  async function hashAll(
    job: Job,
    contents: ReadonlyMap<string, readonly [PlacedFile, ...PlacedFile[]]>,
  ): Promise<{ readonly wrong: readonly ReadinessEntry[]; readonly whole: Begun['decode']; readonly bytes: number }> {
    const { blobs } = current();
    const { signal } = job.stop;
    const total = [...contents.values()].reduce((sum, [{ item }]) => sum + item.size, 0);
    const wrong: ReadinessEntry[] = [];
    const whole: (readonly [PlacedFile, ...PlacedFile[]])[] = [];
    let before = 0;
    let told = Number.NEGATIVE_INFINITY;
    const tell = (done: number, label?: string) => {
      told = clock.now();
      emit('progress', { job: job.id, done, total, unit: 'bytes', label });
    };
    tell(0);
    for (const [sha256, places] of contents) {
      const [{ item, laoName }] = places;
      let done = 0;
      const state = await hashContent(blobs, sha256, {
        signal,
        onBytes: (bytes) => {
          done += bytes;
          if (clock.now() - told >= progressEvery) tell(before + Math.min(done, item.size), laoName);
        },
      });
      before += item.size;
      if (state === 'whole') whole.push(places);
      else wrong.push(...places.map((file) => entryOf(file, state)));
    }
    tell(total);
    return { wrong, whole, bytes: total };
  }

  async function machineItems(): Promise<readonly ReadinessItem[]> {
    const { bavail, bsize } = await statfs(current().folder);
    return [
      judgeComplete(await deps.expected()),
      judgeDisk(bavail * bsize),
      judgeClock(await deps.clockAhead()),
      judgeKeys(await deps.keys(), clock.now()),
      judgeRecovery(await deps.recoveryPrinted()),
    ];
  }

  async function check(job: Job): Promise<Begun> {
    const { signal } = job.stop;
    const { field: covered } = await coverageNow(submissions);
    const field = await collectFieldFiles(submissions, signal);
    const { wrong, whole, bytes } = await hashAll(job, field.contents);
    const machine = await machineItems();
    signal.throwIfAborted();
    const entries = [...wrong, ...field.absent];
    return {
      submissions: field.submissions,
      files: field.files,
      bytes,
      covered,
      decode: whole.flatMap(splitByType),
      items: [
        judgeContent({ submissions: field.submissions, files: field.files, bytes, entries }),
        judgeLinks(field.links),
        ...machine,
      ],
    };
  }

  /** The newest report; 'changed' when it no longer speaks of what is here. */
  async function last(): Promise<ReadinessReport | null> {
    const { db, vault } = current();
    const kept = await readReport(db, vault);
    if (kept === null) return null;
    const { report, covered } = kept;
    const known = report.items.flatMap(({ check: one, entries }) => (one === 'complete' ? entries : []));
    const isNew = (entry: ReadinessEntry) =>
      !known.some(({ laoName, reason }) => laoName === entry.laoName && reason === entry.reason);
    const isOld =
      hasChanged(covered, await coverageNow(submissions)) ||
      bounded(judgeComplete(await deps.expected())).entries.some(isNew);
    return isOld ? { ...report, state: 'changed' } : report;
  }

  return {
    /** Throws 'cancelled' when it was stopped, or another check began. */
    async begin(id: string): Promise<{ decode: DecodeTask[] }> {
      current();
      stop(new AppError('cancelled'));
      const job: Job = { id, stop: new AbortController(), begun: null };
      running = job;
      try {
        job.begun = await check(job);
      } catch (error) {
        if (running === job) running = null;
        throw error;
      }
      return { decode: job.begun.decode.map(([{ submission, item }]) => taskOf(submission, item)) };
    },

    /** Throws 'cancelled' when there is no such check any more: stopped, or the library was closed meanwhile. */
    async finish(
      id: string,
      decoded: readonly { readonly submission: string; readonly evidence: string; readonly outcome: DecodeOutcome }[],
    ): Promise<ReadinessReport> {
      const { db, vault } = current();
      const begun = running?.id === id ? running.begun : null;
      if (begun === null) throw new AppError('cancelled');
      running = null;
      const { covered, items, ...counts } = begun;
      const found = [...items, judgeDecoded(begun.decode, decoded)];
      const report = {
        at: new Date(clock.now()).toISOString(),
        state: worstLevel(found.map(({ level }) => level)),
        submissions: counts.submissions,
        files: counts.files,
        bytes: counts.bytes,
        items: order.flatMap((name) => found.filter(({ check: one }) => one === name).map(bounded)),
      } as ReadinessReport; // the wire's types are the domain's, but not read-only
      await keepReport(db, vault, { report, covered });
      emit('changed', { what: 'readiness' });
      return (await last()) ?? report;
    },

    last,

    cancel(id: string): void {
      if (running?.id === id) stop(new AppError('cancelled'));
    },

    /** The library closes. */
    forget: () => stop(new AppError('library.locked')),
  };
}

const taskOf = (submission: string, { id, mediaType, size, title }: PlacedFile['item']): DecodeTask => ({
  submission,
  evidence: id,
  mediaType,
  size,
  title,
});

/** The same bytes under two types are two documents to the evidence frame. */
function splitByType(places: readonly PlacedFile[]): Begun['decode'] {
  const types = [...new Set(places.map(({ item }) => item.mediaType))];
  return types.flatMap((type) => {
    const [first, ...rest] = places.filter(({ item }) => item.mediaType === type);
    return first === undefined ? [] : [[first, ...rest] as const];
  });
}

/** A file that the page says nothing about was not drawn either. */
function judgeDecoded(
  decode: Begun['decode'],
  decoded: readonly { readonly submission: string; readonly evidence: string; readonly outcome: DecodeOutcome }[],
): ReadinessItem {
  const outcomes = new Map(decoded.map((one) => [`${one.submission}/${one.evidence}`, one.outcome]));
  let drawn = 0;
  const entries = decode.flatMap((places) => {
    const [{ submission, item }] = places;
    const reason = outcomes.get(`${submission}/${item.id}`) ?? 'timeout';
    if (reason !== 'drawn') return places.map((file) => ({ ...entryOf(file, reason), reason }));
    drawn += places.length;
    return [];
  });
  return judgePages(drawn, entries);
}

const bounded = (item: ReadinessItem): ReadinessItem =>
  item.entries.length > mostEntries ? { ...item, entries: item.entries.slice(0, mostEntries) } : item;
