import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createOutbox } from './service.ts';

export const outboxHandlers = (
  outbox: ReturnType<typeof createOutbox>,
): HandlersFor<Extract<Channel, `outbox.${string}`>> => ({
  'outbox.list': () => outbox.list(),
  'outbox.add': ({ packages, waitForTimestamp }) => outbox.add(packages, waitForTimestamp),
  'outbox.pause': ({ id }) => outbox.pause(id),
  'outbox.resume': ({ id }) => outbox.resume(id),
  'outbox.remove': ({ id }) => outbox.remove(id),
  'outbox.goOn': () => outbox.goOn(),
  'outbox.handOver': ({ carried }) => outbox.handOver(carried),
  'outbox.confirmCentre': ({ id, fingerprint }) => outbox.confirmCentre(id, fingerprint),
});
