import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { Channel, Input, Output } from '#common/contract/contract.ts';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { EventPayload } from '#common/contract/events.ts';
import { call } from './api.ts';

/** Query for one channel; its key is the channel and its input, so that `changed` events can name it. */
export const query = <C extends Channel>(channel: C, input: Input<C>) =>
  queryOptions<Output<C>>({ queryKey: [channel, input], queryFn: () => call(channel, input) });

export const libraryQuery = () => query('library.status', {});
export const settingsQuery = () => query('settings.get', {});
export const submissionsQuery = () => query('submission.list', {});
export const serverQuery = () => query('server.status', {});
export const assignmentsQuery = () => query('assignment.list', {});
export const queueQuery = () => query('download.queue', {});
export const submissionQuery = (id: string) => query('submission.get', { id });
export const receiptsQuery = () => query('receipt.list', { submission: null });
export const outboxQuery = () => query('outbox.list', {});
export const trustQuery = () => query('trust.get', {});
export const phrasesQuery = () => query('phrase.list', {});
export const changesQuery = (id: string) => query('submission.changes', { id });

/** The review as main computed it. An answer that was overtaken by a newer change never replaces it. */
export const reviewQuery = (submission: string) =>
  queryOptions<ReviewSnapshot>({
    queryKey: ['review.get', { submission }],
    queryFn: async ({ client, queryKey }) => {
      const fresh = await call('review.get', { submission });
      return newer(client.getQueryData<ReviewSnapshot>(queryKey), fresh);
    },
  });

const newer = (known: ReviewSnapshot | undefined, fresh: ReviewSnapshot): ReviewSnapshot =>
  known && known.events > fresh.events ? known : fresh;

/** Puts the snapshot that a change answered with into the cache. */
export function keepSnapshot(client: QueryClient, snapshot: ReviewSnapshot): void {
  client.setQueryData<ReviewSnapshot>(reviewQuery(snapshot.submission).queryKey, (known) => newer(known, snapshot));
}

const affected: Readonly<Record<EventPayload<'changed'>['what'], readonly Channel[]>> = {
  submissions: [
    'submission.list',
    'submission.get',
    'submission.changes',
    'review.get',
    'assignment.list',
    'readiness.last',
    'province.groups',
  ],
  submission: [
    'submission.list',
    'submission.get',
    'submission.changes',
    'review.get',
    'assignment.list',
    'readiness.last',
    'province.groups',
  ],
  // Not 'review.get': whoever changes a review is answered with it whole. Not 'submission.get': it is large, and nothing
  // in it but the summary changes with a review.
  review: [
    'review.history',
    'review.activity',
    'review.time',
    'submission.list',
    'submission.changes',
    'readiness.last',
    'province.groups',
  ],
  phrases: ['phrase.list'],
  keys: ['key.list'],
  packages: ['package.list', 'submission.list', 'receipt.list', 'outbox.list'],
  receipts: ['receipt.list'],
  outbox: ['outbox.list'],
  settings: ['settings.get'],
  library: ['library.status'],
  profile: ['library.status'],
  server: ['server.status'],
  assignments: ['assignment.list', 'server.status', 'readiness.last'],
  downloads: ['download.queue', 'assignment.list'],
  readiness: ['readiness.last'],
  instruments: ['instrument.list'],
  trust: ['trust.get'],
};

/** Main says that something changed: what the page shows of it is asked again. */
export function refresh(client: QueryClient, change: EventPayload<'changed'>): void {
  for (const channel of affected[change.what]) {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => {
        if (queryKey[0] !== channel) return false;
        const input = queryKey[1] as { readonly id?: string; readonly submission?: string | null } | undefined;
        const about = input?.submission ?? input?.id;
        return change.id === undefined || about == null || about === change.id;
      },
    });
  }
}
