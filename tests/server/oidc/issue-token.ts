import type { Provider } from 'oidc-provider';
import type { Tokens } from '../server-types.ts';
import { findByUser } from './accounts.ts';
import { clientId } from './sign-in-provider.ts';

const scope = 'openid profile offline_access';

/** Tokens as the token endpoint would give them after a sign-in in the browser. */
export async function issueTokens(provider: Provider, user: string): Promise<Tokens> {
  const client = await provider.Client.find(clientId);
  if (client === undefined || findByUser(user) === undefined) throw new Error(`no account "${user}"`);
  const grant = new provider.Grant({ accountId: user, clientId });
  grant.addOIDCScope(scope);
  const grantId = await grant.save();
  const common = { accountId: user, client, grantId, scope, gty: 'authorization_code' };
  const accessToken = await new provider.AccessToken({ ...common }).save();
  const now = Math.floor(Date.now() / 1000);
  const refreshToken = await new provider.RefreshToken({ ...common, authTime: now, iiat: now, rotations: 0 }).save();
  return { accessToken, refreshToken };
}
