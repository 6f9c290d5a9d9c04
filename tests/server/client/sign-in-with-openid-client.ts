import * as oidc from 'openid-client';
import { ServerDescription } from '#common/formats/assessment-server.ts';
import type { RunningServer } from '../server-types.ts';
import { signInWithFetch } from './sign-in-with-fetch.ts';

interface SignedInClient {
  readonly config: oidc.Configuration;
  readonly tokens: () => ReturnType<typeof oidc.authorizationCodeGrant>;
}

/** What openid-client needs to sign in at a server, as its description says. */
export async function configureClient(server: string) {
  const description: unknown = await (await fetch(`${server}/.well-known/lpa-assessment`)).json();
  const { issuer, clientId } = ServerDescription.parse(description);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the library's way to say "loopback, on purpose"
  const insecure = { execute: [oidc.allowInsecureRequests] };
  const config = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), insecure);
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: 'http://127.0.0.1:45123/callback',
    scope: 'openid profile offline_access',
    // Without it there is no refresh token (OpenID Connect Core, section 11).
    prompt: 'consent',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  });
  return { config, address, checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true } };
}

/** Signs in through the login page; `tokens` exchanges the code. */
export async function signInWithOpenidClient(server: RunningServer, user = 'parichat'): Promise<SignedInClient> {
  const account = server.accounts.find((one) => one.user === user);
  if (account === undefined) throw new Error(`no account "${user}"`);
  const { config, address, checks } = await configureClient(server.url);
  const callback = await signInWithFetch(address, account);
  return { config, tokens: () => oidc.authorizationCodeGrant(config, callback, checks) };
}
