import type { Provider } from 'oidc-provider';
import type { SignedIn } from '../api/api-context.ts';
import type { Faults } from '../faults/faults.ts';
import { personOf } from './accounts.ts';

/**
 * Who an Authorization header stands for. Tokens are opaque and looked up here, in the provider's own process. Fault:
 * `expire=N`: a token is dead after N uses.
 */
export function createAuthentication(provider: Provider, faults: Faults) {
  const uses = new Map<string, number>();
  return async (authorization: string | undefined): Promise<SignedIn | null> => {
    const token = /^Bearer ([\w~+/.=-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    const found = await provider.AccessToken.find(token);
    if (found?.accountId === undefined || found.isExpired) return null;
    const limit = faults.find('expire');
    if (limit !== null) {
      const used = (uses.get(token) ?? 0) + 1;
      uses.set(token, used);
      if (used > limit.value) return null;
    }
    return personOf(found.accountId);
  };
}
