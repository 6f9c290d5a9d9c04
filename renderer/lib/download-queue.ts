import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Download, DownloadQueue } from '#common/contract/channels/download.ts';
import type { EventPayload } from '#common/contract/events.ts';
import { call, onEvent } from './api.ts';
import { queueQuery } from './queries.ts';

/** The queue with the newest figures of the download that runs. What left the queue meanwhile does not come back. */
export function mergeDownloading(queue: DownloadQueue, news: EventPayload<'downloading'>): DownloadQueue {
  const { download, filesDone, bytesDone, rate, remaining } = news;
  const at = queue.downloads.findIndex(({ submission }) => submission === download.submission);
  if (at < 0) return queue;
  return { ...queue, downloads: queue.downloads.with(at, download), filesDone, bytesDone, rate, remaining };
}

/** At most four times a second: figures that change faster cannot be read. */
const pause = 250;

/** Keeps the figures in the cache moving without asking main again. Mounted once, in the shell. */
export function useDownloadEvents(): void {
  const client = useQueryClient();
  useEffect(() => {
    let last = 0;
    return onEvent('downloading', (news) => {
      const now = performance.now();
      // Left out, not put off: a figure that is drawn late could overtake what `changed` brings.
      if (now - last < pause) return;
      last = now;
      client.setQueryData<DownloadQueue>(queueQuery().queryKey, (queue) => queue && mergeDownloading(queue, news));
    });
  }, [client]);
}

export interface QueueActions {
  add(submissions: readonly string[]): void;
  /** Null: the whole queue. */
  pause(submission: string | null): void;
  resume(submission: string | null): void;
  cancel(submission: string): void;
  first(submission: string): void;
}

type Ask = () => Promise<DownloadQueue>;

/** What the person can do to the queue. Main answers with the queue as it is then. */
export function useQueueActions(): QueueActions {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (ask: Ask) => ask(),
    onSuccess: (queue) => {
      client.setQueryData(queueQuery().queryKey, queue);
    },
  });
  return {
    add: (submissions) => {
      if (submissions.length > 0) mutate(() => call('download.add', { submissions: [...submissions] }));
    },
    pause: (submission) => mutate(() => call('download.pause', { submission })),
    resume: (submission) => mutate(() => call('download.resume', { submission })),
    cancel: (submission) => mutate(() => call('download.cancel', { submission })),
    first: (submission) => mutate(() => call('download.first', { submission })),
  };
}

/** The figures of one download; null when it is not in the queue. */
export function useDownload(submission: string | null): Download | null {
  const { data } = useQuery({
    ...queueQuery(),
    enabled: submission !== null,
    select: (queue) => queue.downloads.find((download) => download.submission === submission) ?? null,
  });
  return data ?? null;
}

/** Something in it moves, or will by itself. */
export const isWorking = (queue: DownloadQueue): boolean =>
  !queue.paused &&
  queue.downloads.some(({ state }) => state === 'running' || state === 'queued' || state === 'waiting');

/** 0 to 1; 0 while nothing is known of its size. */
export const shareOf = ({ bytesDone, bytes }: Pick<Download, 'bytesDone' | 'bytes'>): number =>
  bytes > 0 ? Math.min(1, bytesDone / bytes) : 0;

/** Whole percent, 100 only when the last byte is there. */
export const percentOf = (figures: Pick<Download, 'bytesDone' | 'bytes'>): number => Math.floor(shareOf(figures) * 100);
