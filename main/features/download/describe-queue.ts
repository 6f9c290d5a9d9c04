import type { Download, DownloadQueue } from '#common/contract/channels/download.ts';
import type { Failure } from '#common/contract/failures.ts';
import type { QueuedDownload } from './queries.ts';

/** What is known of the one that runs. */
export interface Live {
  readonly submission: string;
  readonly filesDone: number;
  readonly bytesDone: number;
  readonly rate: number | null;
  readonly retryAt: string | null;
  readonly failure: Failure | null;
}

export function describeQueue(
  entries: readonly QueuedDownload[],
  paused: boolean,
  live: Live | null,
  blocked: Failure | null,
): DownloadQueue {
  const downloads = entries.map((entry) => describe(entry, paused, live, blocked));
  const counted = downloads.filter(({ state }) => state !== 'paused' && state !== 'failed');
  const add = (of: (download: Download) => number) => counted.reduce((sum, one) => sum + of(one), 0);
  const [bytesDone, bytes] = [add((one) => one.bytesDone), add((one) => one.bytes)];
  const rate = live?.rate ?? null;
  return {
    downloads,
    paused,
    filesDone: add((one) => one.filesDone),
    files: add((one) => one.files),
    bytesDone,
    bytes,
    rate,
    remaining: secondsLeft(bytes - bytesDone, rate),
  };
}

function describe(entry: QueuedDownload, paused: boolean, live: Live | null, blocked: Failure | null): Download {
  const { submission, laoName, revision, files, bytes, problems } = entry;
  const mine = live?.submission === submission ? live : null;
  const state = stateOf(entry, paused, mine, blocked);
  const bytesDone = Math.min(mine?.bytesDone ?? entry.bytesDone, bytes);
  return {
    submission,
    laoName,
    state,
    revision,
    filesDone: Math.min(mine?.filesDone ?? entry.filesDone, files),
    files,
    bytesDone,
    bytes,
    rate: mine?.rate ?? null,
    remaining: secondsLeft(bytes - bytesDone, mine?.rate ?? null),
    retryAt: mine?.retryAt ?? null,
    failure: state === 'waiting' ? (mine?.failure ?? blocked) : entry.failure,
    problems,
  };
}

function stateOf(
  { state }: QueuedDownload,
  paused: boolean,
  mine: Live | null,
  blocked: Failure | null,
): Download['state'] {
  if (state !== 'queued') return state;
  if (paused) return 'paused';
  if (mine !== null) return mine.retryAt === null ? 'running' : 'waiting';
  return blocked === null ? 'queued' : 'waiting';
}

const secondsLeft = (bytes: number, rate: number | null): number | null =>
  rate === null || rate === 0 ? null : Math.ceil(Math.max(0, bytes) / rate);
