import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { SearchService } from './service.ts';

type SearchChannel = Extract<Channel, `search.${string}`>;

export const searchHandlers = (search: SearchService): HandlersFor<SearchChannel> => ({
  'search.next': ({ first }) => search.next(first),
  'search.keep': (page) => search.keep(page),
  'search.failed': ({ sha256, page, code }) => search.failed(sha256, page, code),
  'search.status': () => search.status(),
  'search.pause': ({ paused }) => search.pause(paused),
  'search.power': ({ onBattery }) => search.power(onBattery),
  'search.query': (query) => search.query(query),
  'search.lookAlikes': ({ submission }) => search.lookAlikes(submission),
});
