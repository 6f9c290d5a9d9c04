import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { DownloadService } from './service.ts';

type DownloadChannel = Extract<Channel, `download.${string}`>;

export const downloadHandlers = (downloads: DownloadService): HandlersFor<DownloadChannel> => ({
  'download.queue': () => downloads.queue(),
  'download.add': ({ submissions }) => downloads.add(submissions),
  'download.pause': ({ submission }) => downloads.pause(submission),
  'download.resume': ({ submission }) => downloads.resume(submission),
  'download.cancel': ({ submission }) => downloads.cancel(submission),
  'download.first': ({ submission }) => downloads.first(submission),
});
