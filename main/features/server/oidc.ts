import * as client from 'openid-client';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { ServerDescription } from '#common/formats/assessment-server.ts';
import { isPrivateHost, isSafeTransport, parse } from '#main/lib/http/addresses.ts';
import type { HttpClient } from '#main/lib/http/client.ts';
import { readBytes } from '#main/lib/http/read-body.ts';
import type { Tokens } from './connection.ts';

/** What a provider gives. */
type Granted = Omit<Tokens, 'server'>;

/** Sign-in at the server's OpenID provider: authorization code with PKCE, a public client (RFC 8252, RFC 7636). */
export interface Oidc {
  /** Throws AppError 'server.…' or 'sign-in.failed'. */
  begin(redirectUri: string): Promise<{
    /** For the system's browser. */
    readonly address: URL;
    /** Checks state, issuer and nonce of what the browser brought back. Throws AppError('sign-in.failed'). */
    exchange(returned: URL): Promise<Granted>;
  }>;
  /** New tokens for a refresh token, which is dead from then on. Throws 'sign-in.required' when it already is. */
  refresh(refreshToken: string): Promise<Granted>;
  /** Ends the session at the provider, as far as it can be reached. */
  revoke(tokens: Granted): Promise<void>;
}

const scope = 'openid profile offline_access';
const answerLimit = 512 * 1024;

export function createOidc({ issuer, clientId }: ServerDescription, http: HttpClient, allowPrivate: boolean): Oidc {
  const loopbackIssuer = new URL(issuer).protocol === 'http:';
  const ask = guardedFetch(http, allowPrivate);
  let discovered: Promise<client.Configuration> | null = null;
  const configuration = (): Promise<client.Configuration> => {
    discovered ??= client
      .discovery(new URL(issuer), clientId, undefined, client.None(), {
        [client.customFetch]: ask,
        timeout: 30,
        // Only for an issuer on this machine: the description was checked for that, and each address is again.
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated "to make it stand out"; it does
        ...(loopbackIssuer && { execute: [client.allowInsecureRequests] }),
      })
      .catch((error: unknown) => {
        discovered = null;
        throw toSignInFailure(error);
      });
    return discovered;
  };

  return {
    async begin(redirectUri) {
      const config = await configuration();
      checkAddress(config.serverMetadata().authorization_endpoint ?? '', allowPrivate);
      const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // Without it some providers give no refresh token to a native client.
        prompt: 'consent',
      });
      return {
        address,
        async exchange(returned) {
          if (returned.searchParams.get('state') !== state) throw failed('state');
          const from = returned.searchParams.get('iss');
          if (from !== null && from !== config.serverMetadata().issuer) throw failed('issuer');
          if (returned.searchParams.has('error')) throw failed('denied');
          try {
            const answer = await client.authorizationCodeGrant(config, returned, {
              pkceCodeVerifier: verifier,
              expectedState: state,
              expectedNonce: nonce,
              idTokenExpected: true,
            });
            return toTokens(answer, null);
          } catch (error) {
            throw toSignInFailure(error);
          }
        },
      };
    },

    async refresh(refreshToken) {
      const config = await configuration();
      try {
        return toTokens(await client.refreshTokenGrant(config, refreshToken), refreshToken);
      } catch (error) {
        if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant')
          throw new AppError('sign-in.required', { reason: 'ended' }, { cause: error });
        throw toSignInFailure(error);
      }
    },

    async revoke({ refresh, access }) {
      const config = await configuration();
      if (config.serverMetadata().revocation_endpoint === undefined) return;
      await client.tokenRevocation(config, refresh ?? access);
    },
  };
}

const failed = (reason: string, cause?: unknown) => new AppError('sign-in.failed', { reason }, { cause });

const toTokens = (answer: client.TokenEndpointResponse, before: string | null): Granted => ({
  access: answer.access_token,
  // A provider that does not rotate sends none: the old one goes on.
  refresh: answer.refresh_token ?? before,
  idToken: answer.id_token ?? null,
});

/** Refusals of our own pass; the library's say what did not fit. */
function toSignInFailure(error: unknown): AppError {
  let said = '';
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if (isAppError(inner)) return inner;
    said += `${inner.message}\n`;
  }
  if (said.includes('"nonce"')) return failed('nonce', error);
  if (error instanceof client.ResponseBodyError && error.status >= 500)
    return new AppError('server.failed', { status: error.status }, { cause: error });
  return failed('answer', error);
}

/** Where the provider sends the app or the person's browser: encrypted, and not into the office from outside. */
function checkAddress(text: string, allowPrivate: boolean): URL {
  const url = parse(text);
  if (url === null) throw failed('answer');
  if (!isSafeTransport(url)) throw new AppError('server.insecure', { address: url.host });
  if (isPrivateHost(url.hostname) && !allowPrivate)
    throw new AppError('server.forbidden-address', { address: url.host });
  return url;
}

/** The provider's answers under the same rules as all others: our connections, no redirects, limited in size. */
const guardedFetch =
  (http: HttpClient, allowPrivate: boolean): client.CustomFetch =>
  async (address, { method, headers, body, signal }) => {
    const url = checkAddress(address, allowPrivate);
    const answer = await http.send(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      ...(body === undefined || body === null
        ? {}
        : { body: typeof body === 'string' ? body : String(body as URLSearchParams) }),
      ...(signal ? { signal } : {}),
    });
    const bytes = await readBytes(answer, answerLimit);
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : new Uint8Array(bytes), {
      status: answer.status,
      headers: { 'content-type': answer.header('content-type') ?? 'application/octet-stream' },
    });
  };
