import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { RunningServer } from '#tests/server/server-types.ts';

/** What the server behind would answer. */
interface Upstream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** How often this attack was met before. */
  readonly times: number;
  upstream(): Promise<Upstream>;
}

/** Does something else; returning 'pass' lets the request through after all. */
export type Attack = (asked: Asked) => unknown;

export interface Middle {
  readonly url: string;
  readonly accounts: RunningServer['accounts'];
  /** Every request since the last `rest`, in order. */
  readonly seen: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** From now on; the one that was added last comes first. */
  attack(path: RegExp, attack: Attack): void;
  /** Passes everything unchanged again. */
  rest(): void;
  close(): Promise<void>;
}

/**
 * Somebody between the app and the reference server, or a server gone bad: passes everything on as it is, except what an
 * attack takes. Sign-in goes past it, since the server's description names the server itself as issuer.
 */
export async function openMiddle(server: Pick<RunningServer, 'url' | 'accounts'>): Promise<Middle> {
  let attacks: { readonly path: RegExp; readonly attack: Attack; times: number }[] = [];
  let seen: Middle['seen'] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', server.url);
    seen.push({ path: url.pathname, headers: request.headers });
    const upstream = () => ask(url, request.headers);
    for (const one of attacks) {
      if (!one.path.test(url.pathname)) continue;
      const times = one.times++;
      if ((await one.attack({ request, response, url, times, upstream })) !== 'pass') return;
    }
    await pass(url, request, response);
  }

  const listener = createServer((request, response) => {
    response.on('error', () => undefined);
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    accounts: server.accounts,
    get seen() {
      return seen;
    },
    attack(path, attack) {
      attacks = [{ path, attack, times: 0 }, ...attacks];
    },
    rest() {
      attacks = [];
      seen = [];
    },
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
}

/** As it flows: an answer may have no end. */
function pass(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers } = request;
    const asked = httpRequest(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      pipeline(answer, response).then(resolve, reject);
    });
    response.once('close', () => asked.destroy());
    asked.on('error', reject);
    request.pipe(asked);
  });
}

/** Never packed, so that attacks can read what they change. */
function ask(url: URL, { host: _, connection: __, 'accept-encoding': ___, ...headers }: IncomingMessage['headers']) {
  return new Promise<Upstream>((resolve, reject) => {
    const asked = httpRequest(url, { headers }, (answer) => {
      const { 'transfer-encoding': ____, connection: _____, ...kept } = answer.headers;
      const status = answer.statusCode ?? 0;
      buffer(answer).then((body) => resolve({ status, headers: kept as Upstream['headers'], body }), reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Another answer, whatever the server would say. */
export const instead =
  (body: string | Buffer, headers: Readonly<Record<string, string>> = json, status = 200): Attack =>
  ({ response }) => {
    response.writeHead(status, headers).end(body);
  };

export const json = { 'content-type': 'application/json' } as const;
export const html = { 'content-type': 'text/html; charset=utf-8' } as const;
/** What a hotel's Wi-Fi says to everything. */
export const portal: Attack = instead('<!doctype html><title>Free Wi-Fi</title><form></form>', html);

/** The server's own JSON, changed. */
export const edited =
  (edit: (value: never) => unknown): Attack =>
  async ({ response, upstream }) => {
    const { status, headers, body } = await upstream();
    const changed = Buffer.from(JSON.stringify(edit(JSON.parse(body.toString()) as never)));
    response.writeHead(status, { ...headers, 'content-length': String(changed.length) }).end(changed);
  };
