import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createTrust } from './service.ts';

type TrustChannel = Extract<Channel, `trust.${string}`>;

export const trustHandlers = (trust: ReturnType<typeof createTrust>): HandlersFor<TrustChannel> => ({
  'trust.get': () => trust.get(),
  'trust.add': ({ ticket }) => trust.add(ticket),
  'trust.setPurposes': ({ id, purposes }) => trust.setPurposes(id, purposes),
  'trust.remove': ({ id }) => trust.remove(id),
  'trust.setAuthority': ({ address }) => trust.setAuthority(address),
});
