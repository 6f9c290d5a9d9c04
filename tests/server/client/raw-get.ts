import { Agent, request, type IncomingHttpHeaders } from 'node:http';

/** What really came over the connection, also where a client library would only say "failed". */
export interface RawAnswer {
  /** 0: the connection ended before any answer. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** 'whole': the answer ended as its headers say. 'broken': the connection ended first. 'waiting': time was up. */
  readonly end: 'whole' | 'broken' | 'waiting';
  readonly seconds: number;
}

interface RawOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Hang up after so many milliseconds, or bytes. */
  readonly patience?: number;
  readonly enough?: number;
}

/** A GET on a connection of its own. */
export function rawGet(url: string, { headers = {}, patience = 10_000, enough = Infinity }: RawOptions = {}) {
  const agent = new Agent({ keepAlive: false });
  const began = performance.now();
  return new Promise<RawAnswer>((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let received: IncomingHttpHeaders = {};
    const settle = (end: RawAnswer['end']) => {
      clearTimeout(timer);
      const seconds = (performance.now() - began) / 1000;
      resolve({ status, headers: received, body: Buffer.concat(chunks), end, seconds });
      asked.destroy();
      agent.destroy();
    };
    const asked = request(url, { headers, agent }, (response) => {
      status = response.statusCode ?? 0;
      received = response.headers;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= enough) settle('waiting');
      });
      response.on('end', () => settle(response.complete ? 'whole' : 'broken'));
      response.on('error', () => settle('broken'));
    });
    const timer = setTimeout(() => settle('waiting'), patience);
    asked.on('error', () => settle('broken'));
    asked.end();
  });
}
