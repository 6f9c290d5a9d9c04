import { lookup } from 'node:dns/promises';
import type { ServerStatus } from '#common/contract/channels/server.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { Person } from '#common/formats/assessment-server.ts';
import {
  isPrivateAddress,
  isPrivateHost,
  isSafeTransport,
  parse,
  readServerAddress,
} from '#main/lib/http/addresses.ts';
import { createHttpClient, type HttpAnswer, type HttpClient } from '#main/lib/http/client.ts';
import { readJson } from '#main/lib/http/read-body.ts';
import { toStatusFailure } from '#main/lib/http/status-failure.ts';
import type { Clock, Emit } from '#main/lib/ports.ts';
import type { Database, Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import { noConnection, readConnection, writeConnection, writeTokens, type Connection } from './connection.ts';
import { describeServer } from './describe-server.ts';
import { listenForReturn } from './loopback.ts';
import { createOidc, type Oidc } from './oidc.ts';
import type { Headers, Sending, ServerSession } from './session.ts';
import { createTokenKeeper } from './token-keeper.ts';

export interface ServerDeps {
  /** The open library; throws 'library.locked'. */
  current(): { readonly db: Database; readonly vault: Vault };
  readonly clock: Clock;
  readonly emit: Emit;
  /** Opens an address in the system's browser. */
  reveal(target: URL): Promise<void>;
  /** ISO instant of the last complete list of work. */
  syncedAt(): Promise<string | null>;
  /** Forgets what was learned from the server that was configured before. */
  forgetServer(tx: Tx): Promise<void>;
  /** What waited for a sign-in can go on. */
  signedIn(): void;
}

/** Files at a time. The list of work and the tokens have connections of their own: they must not wait for a large file. */
const fileConnections = 10;
const otherConnections = 2;
const jsonDeadline = 120_000;
/** Milliseconds for which the last contact says that there is a network. */
const newsKeepsMs = 120_000;
const mostRedirects = 3;
/** Milliseconds; who checks the clock may be out of any network. */
const patienceForClock = 3_000;
const jsonHeaders: Headers = { accept: 'application/json', 'accept-encoding': 'gzip' };

export type ServerService = ReturnType<typeof createServerService>;

export function createServerService(deps: ServerDeps) {
  const { current, clock, emit } = deps;
  let network: ServerStatus['network'] = 'unknown';
  let signingIn: AbortController | null = null;
  let oidc: { readonly issuer: string; readonly client: Oidc } | null = null;
  const own = createHttpClient({ connections: otherConnections, privateAddresses: true });
  const files = createHttpClient({ connections: fileConnections, privateAddresses: true });
  const outside = createHttpClient({ connections: fileConnections, privateAddresses: false });
  const tokens = createTokenKeeper({
    current,
    refresh: async (server, token) => (await provider(server)).refresh(token),
    emit,
  });

  const changed = () => emit('changed', { what: 'server' });

  let fading: NodeJS.Timeout | undefined;

  function met(found: ServerStatus['network']): void {
    clearTimeout(fading);
    // A laptop that was carried out of the office meets nothing that would say so.
    if (found === 'online') fading = setTimeout(() => met('unknown'), newsKeepsMs).unref();
    if (network === found) return;
    network = found;
    changed();
  }

  /** Sends, and remembers whether there is a network. */
  async function send(client: HttpClient, ...request: Parameters<HttpClient['send']>): Promise<HttpAnswer> {
    try {
      const answer = await client.send(...request);
      met('online');
      return answer;
    } catch (error) {
      if (isAppError(error) && error.code === 'server.unreachable') met('offline');
      throw error;
    }
  }

  const connection = async (): Promise<Connection> => {
    const { db, vault } = current();
    return readConnection(db, vault);
  };
  const save = (next: Connection, also: (tx: Tx) => Promise<void> = async () => undefined): Promise<void> => {
    const { db, vault } = current();
    return db.write(async (tx) => {
      await writeConnection(tx, vault, next);
      await also(tx);
    });
  };

  async function base(): Promise<URL> {
    const { url } = await connection();
    if (url === null) throw new AppError('server.none');
    return new URL(url);
  }

  /** A server inside an office may send to a store inside it; one in the internet may not. */
  async function mayLieInside(target: URL, server: URL): Promise<boolean> {
    if (target.origin === server.origin || isPrivateHost(server.hostname)) return true;
    const found = await lookup(server.hostname, { all: true }).catch(() => []);
    return found.length > 0 && found.every(({ address }) => isPrivateAddress(address));
  }

  /** Of this server, if it is still the one that is connected. */
  async function provider(of: string): Promise<Oidc> {
    const { description, url } = await connection();
    if (description === null || url !== of) throw new AppError('sign-in.required');
    if (oidc?.issuer !== description.issuer) {
      const server = new URL(url);
      const inside = await mayLieInside(new URL(description.issuer), server);
      oidc = { issuer: description.issuer, client: createOidc(description, inside ? own : outside, inside) };
    }
    return oidc.client;
  }

  /** With the token; once more with a new one where the server says 401. */
  async function authorised(
    client: HttpClient,
    server: URL,
    { address, method, headers, body, signal }: Omit<Sending, 'method' | 'signal'> & Partial<Sending>,
  ): Promise<HttpAnswer> {
    const target = parse(address, server);
    // The token is given to nobody else, whoever named the address.
    if (target?.origin !== server.origin || target.username !== '' || target.password !== '')
      throw new AppError('server.forbidden-address', { address: target?.origin ?? '' });
    const ask = (access: string) =>
      send(client, target, {
        headers: { ...headers, authorization: `Bearer ${access}` },
        ...(method && { method }),
        ...(body && { body: body() }),
        ...(signal && { signal }),
      });
    const access = await tokens.access(server.href);
    const first = await ask(access);
    if (first.status !== 401) return first;
    await first.discard();
    const renewed = await tokens.renewed(server.href, access);
    const second = await ask(renewed);
    if (second.status !== 401) return second;
    await second.discard();
    await tokens.refused(renewed);
    throw new AppError('sign-in.required', { reason: 'refused' });
  }

  async function follow(
    answer: HttpAnswer,
    server: URL,
    path: string,
    headers: Headers,
    signal?: AbortSignal,
  ): Promise<HttpAnswer> {
    // Nothing is awaited for an answer that is one: its bytes are on their way.
    if (answer.status < 300 || answer.status >= 400 || answer.status === 304) return answer;
    const { description } = await connection();
    const allowed = new Set([
      server.origin,
      ...(description?.evidenceOrigins ?? []).map((text) => new URL(text).origin),
    ]);
    let [last, at] = [answer, new URL(path, server)];
    for (let hops = 0; last.status >= 300 && last.status < 400 && last.status !== 304; hops += 1) {
      const target = parse(last.header('location') ?? '', at);
      await last.discard();
      const refused = new AppError('server.forbidden-address', { address: target === null ? '' : target.origin });
      if (target === null || hops === mostRedirects || !allowed.has(target.origin) || !isSafeTransport(target))
        throw refused;
      at = target;
      // Without the token: the address itself carries what the store needs.
      const store = (await mayLieInside(target, server)) ? files : outside;
      last = await send(store, target, { headers, ...(signal && { signal }) });
    }
    return last;
  }

  const session: ServerSession = {
    async json(path, schema, limit, signal) {
      const deadline = AbortSignal.timeout(jsonDeadline);
      const answer = await authorised(own, await base(), {
        ...{ address: path, headers: jsonHeaders },
        signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
      });
      if (answer.status === 200) return readJson(answer, schema, limit);
      await answer.discard();
      throw toStatusFailure(answer, clock.now());
    },
    async open(path, headers, signal, elsewhere = headers) {
      const server = await base();
      const asked = await authorised(files, server, { address: path, headers, ...(signal && { signal }) });
      return follow(asked, server, path, elsewhere, signal);
    },
    send: async (request) => authorised(files, await base(), request),
    server: async () => (await base()).href,
  };

  async function status(): Promise<ServerStatus> {
    const { url, description, person, clockAhead } = await connection();
    const held = url !== null && (await tokens.held(url));
    const state =
      url === null
        ? 'none'
        : signingIn !== null
          ? 'signing-in'
          : held
            ? 'signed-in'
            : person === null
              ? 'signed-out'
              : 'sign-in-again';
    return {
      url,
      name: description?.name ?? null,
      state,
      person: person === null ? null : { name: person.name, teams: person.teams.map(({ name }) => name) },
      evidenceOrigins: description?.evidenceOrigins ?? [],
      network,
      clockAhead,
      syncedAt: await deps.syncedAt(),
    };
  }

  /** Asks the address who it is; forgets what was known of another server. */
  async function describe(url: URL, signal?: AbortSignal): Promise<void> {
    const { description, clockAhead } = await describeServer(
      { ...own, send: (...request) => send(own, ...request) },
      url,
      clock.now,
      signal,
    );
    const before = await connection();
    const same = before.url === url.href;
    if (!same) stopSignIn();
    oidc = null;
    await save({ ...(same ? before : noConnection), url: url.href, description, clockAhead }, async (tx) => {
      if (same) return;
      await writeTokens(tx, current().vault, null);
      await deps.forgetServer(tx);
    });
    if (!same) tokens.forget();
  }

  const stopSignIn = () => signingIn?.abort(new AppError('cancelled'));

  /** Tokens and person are kept together, and only when all of it went well. */
  async function compareClocks(): Promise<void> {
    const { clockAhead } = await describeServer(
      { ...own, send: (...request) => send(own, ...request) },
      await base(),
      clock.now,
    );
    await save({ ...(await connection()), clockAhead });
  }

  async function signIn(signal: AbortSignal): Promise<void> {
    const server = await base();
    await describe(server, signal);
    const loopback = await listenForReturn(signal);
    let succeeded = false;
    try {
      const { address, exchange } = await (await provider(server.href)).begin(loopback.redirectUri);
      signal.throwIfAborted();
      await deps.reveal(address);
      const granted = await exchange(await loopback.returned);
      signal.throwIfAborted();
      const person = await whoIs(server, granted.access, signal);
      const before = await connection();
      signal.throwIfAborted();
      await tokens.keep({ ...granted, server: server.href }, (tx) =>
        writeConnection(tx, current().vault, { ...before, person }),
      );
      succeeded = true;
    } finally {
      await loopback.finish(succeeded);
    }
  }

  async function whoIs(server: URL, access: string, signal: AbortSignal): Promise<Person> {
    const answer = await send(own, new URL('v1/me', server), {
      headers: { ...jsonHeaders, authorization: `Bearer ${access}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(jsonDeadline)]),
    });
    if (answer.status === 200) return readJson(answer, Person, 64 * 1024);
    await answer.discard();
    throw answer.status === 401
      ? new AppError('sign-in.failed', { reason: 'answer' })
      : toStatusFailure(answer, clock.now());
  }

  return {
    session,
    status,

    async connect(text: string): Promise<ServerStatus> {
      await describe(readServerAddress(text));
      emit('changed', { what: 'assignments' });
      changed();
      return status();
    },

    /** `--server URL`: where the app was pointed at from outside; asked only when the person signs in. */
    async preset(text: string): Promise<void> {
      const url = readServerAddress(text).href;
      if ((await connection()).url === url) return;
      stopSignIn();
      await save({ ...noConnection, url }, async (tx) => {
        await writeTokens(tx, current().vault, null);
        await deps.forgetServer(tx);
      });
      tokens.forget();
      changed();
    },

    async disconnect(): Promise<ServerStatus> {
      await endSession(noConnection, (tx) => deps.forgetServer(tx));
      network = 'unknown';
      emit('changed', { what: 'assignments' });
      changed();
      return status();
    },

    async signIn(): Promise<ServerStatus> {
      if (signingIn !== null) throw new AppError('invalid-input', { field: 'sign-in', problem: 'running' });
      const controller = new AbortController();
      signingIn = controller;
      changed();
      try {
        await signIn(controller.signal);
        deps.signedIn();
      } finally {
        signingIn = null;
        changed();
      }
      return status();
    },

    async cancelSignIn(): Promise<ServerStatus> {
      stopSignIn();
      return status();
    },

    async signOut(): Promise<ServerStatus> {
      await endSession({ ...(await connection()), person: null });
      changed();
      return status();
    },

    /** Compares clocks anew. Used before a list of work is asked. */
    compareClocks,

    /** As of now where the server can be asked soon, else as of the last time. */
    async clockAhead(): Promise<number | null> {
      const soon = new Promise<void>((resolve) => setTimeout(resolve, patienceForClock));
      await Promise.race([compareClocks().catch(() => undefined), soon]);
      return (await connection()).clockAhead;
    },

    /** Drops what is unsealed in memory, and ends what waits for the browser. */
    forget(): void {
      signingIn?.abort(new AppError('library.locked'));
      tokens.forget();
      oidc = null;
      clearTimeout(fading);
      network = 'unknown';
    },

    async close(): Promise<void> {
      await Promise.all([own, files, outside].map((client) => client.close()));
    },
  };

  /** Here it is over in any case, and at once; the provider is told, if it can be reached. */
  async function endSession(next: Connection, also: (tx: Tx) => Promise<void> = async () => undefined): Promise<void> {
    stopSignIn();
    const held = await tokens.read();
    const client = held === null ? null : await provider(held.server).catch(() => null);
    const { vault } = current();
    await tokens.keep(null, async (tx) => {
      await writeConnection(tx, vault, next);
      await also(tx);
    });
    if (held !== null) await client?.revoke(held).catch(() => undefined);
  }
}
