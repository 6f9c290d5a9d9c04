import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Listener {
  readonly origin: string;
  /** Set after the port is known: an issuer's address is part of its answers. */
  answerWith(handle: Handle): void;
  close(): Promise<void>;
}

/** Listens on the loopback address. */
export async function listen(port: number, onError: (error: unknown) => void): Promise<Listener> {
  let handle: Handle | null = null;
  const server = createServer(
    { highWaterMark: 1024 * 1024, keepAliveTimeout: 60_000, noDelay: true },
    (request, response) => {
      // A client that goes away in the middle of an answer is everyday.
      response.on('error', () => undefined);
      if (handle === null) response.writeHead(503).end();
      else
        handle(request, response).catch((error: unknown) => {
          onError(error);
          response.destroy();
        });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerWith(next) {
      handle = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
