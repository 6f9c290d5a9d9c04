import { createPrivateKey, generateKeyPairSync, randomBytes, type JsonWebKeyInput } from 'node:crypto';
import { decodeJwt, SignJWT } from 'jose';
import { errors, Provider, type AdapterPayload, type JWK } from 'oidc-provider';
import type { Database } from '#main/storage/database.ts';
import type { Faults } from '../faults/faults.ts';
import { ensureSetting } from '../data/settings.ts';
import { findByUser } from './accounts.ts';
import { errorPage, logoutPage, signedOutPage } from './pages.ts';
import { createAdapterFactory, forgetExpired } from './sqlite-adapter.ts';

export const clientId = 'lpa-assessor';

const days = 86_400;

interface ProviderParts {
  readonly db: Database;
  readonly issuer: string;
  readonly faults: Faults;
  readonly accessTokenSeconds: number;
}

/**
 * The OpenID Connect provider: one public native client, authorization code with PKCE, rotated refresh tokens. Faults:
 * `badnonce`: the ID token has another nonce. `badaudience`: it is for another client. `badstate`: the callback comes back
 * with another state.
 */
export async function createSignInProvider({
  db,
  issuer,
  faults,
  accessTokenSeconds,
}: ProviderParts): Promise<Provider> {
  await forgetExpired(db);
  const jwk = await ensureSetting(db, 'oidc-key', newSigningKey);
  const cookieKey = await ensureSetting(db, 'cookie-key', () => randomBytes(32).toString('base64url'));
  const onRead = (model: string, payload: AdapterPayload): AdapterPayload =>
    model === 'AuthorizationCode' && faults.take('nonce', 'badnonce') !== null
      ? { ...payload, nonce: 'somebody-elses-nonce' }
      : payload;
  const provider = new Provider(issuer, {
    adapter: createAdapterFactory(db, onRead),
    jwks: { keys: [JSON.parse(jwk) as JWK] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    clients: [
      {
        client_id: clientId,
        client_name: 'LPA Assessor',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        // RFC 8252, 7.3: a native client's loopback address matches with any port.
        redirect_uris: ['http://127.0.0.1/callback'],
        post_logout_redirect_uris: ['http://127.0.0.1/callback'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    rotateRefreshToken: true,
    cookies: { keys: [cookieKey] },
    interactions: { url: (_, interaction) => `/oidc/sign-in/${interaction.uid}` },
    findAccount: (_, user) => {
      const account = findByUser(user);
      return account === undefined ? undefined : { accountId: user, claims: () => ({ sub: user, name: account.name }) };
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = logoutPage(form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = signedOutPage();
        },
      },
    },
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error, out.error_description ?? '');
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      RefreshToken: 90 * days,
      Interaction: 3600,
      Session: days,
      Grant: 90 * days,
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    const location = new URL(ctx.response.get('location'), issuer);
    if (!location.searchParams.has('state') || faults.take('state', 'badstate') === null) return;
    location.searchParams.set('state', 'somebody-elses-state');
    ctx.set('location', location.href);
  });
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as { id_token?: unknown } | undefined;
    if (typeof body?.id_token !== 'string' || faults.take('audience', 'badaudience') === null) return;
    const claims = new SignJWT({ ...decodeJwt(body.id_token), aud: 'another-program' });
    const key = createPrivateKey({ key: JSON.parse(jwk) as JsonWebKeyInput['key'], format: 'jwk' });
    ctx.body = { ...body, id_token: await claims.setProtectedHeader({ alg: 'ES256' }).sign(key) };
  });
  reportErrors(provider);
  return provider;
}

const newSigningKey = (): string => {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return JSON.stringify({ ...jwk, alg: 'ES256', use: 'sig' });
};

/** The provider tells clients little; what really was wrong stands here. */
function reportErrors(provider: Provider): void {
  if (process.env.LPA_SERVER_DEBUG === undefined) return;
  const print = (event: string) => (_: unknown, error: Error) => {
    const detail =
      error instanceof errors.OIDCProviderError ? `${error.error_description ?? ''} ${error.error_detail ?? ''}` : '';
    console.error(`oidc ${event}: ${error.message} ${detail}`, error.stack);
  };
  provider.on('authorization.error', print('authorization.error'));
  provider.on('grant.error', print('grant.error'));
  provider.on('server_error', print('server_error'));
  provider.on('revocation.error', print('revocation.error'));
  provider.on('end_session.error', print('end_session.error'));
  provider.on('discovery.error', print('discovery.error'));
}
