import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createReadiness } from './service.ts';

type ReadinessChannel = Extract<Channel, `readiness.${string}`>;

export const readinessHandlers = (readiness: ReturnType<typeof createReadiness>): HandlersFor<ReadinessChannel> => ({
  'readiness.last': () => readiness.last(),
  'readiness.begin': ({ job }) => readiness.begin(job),
  'readiness.finish': ({ job, decoded }) => readiness.finish(job, decoded),
  'readiness.cancel': async ({ job }) => {
    readiness.cancel(job);
    return {};
  },
});
