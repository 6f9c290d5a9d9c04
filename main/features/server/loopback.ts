import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#common/contract/failures.ts';
import { parse } from '#main/lib/http/addresses.ts';

export interface Loopback {
  /** `http://127.0.0.1:{port}/callback` */
  readonly redirectUri: string;
  /** The whole address with which the browser came back. Throws 'sign-in.timed-out' or what `signal` was aborted with. */
  readonly returned: Promise<URL>;
  /** Shows the person how it went, in the browser; then ends the listener. */
  finish(succeeded: boolean): Promise<void>;
}

/** How long a person may take to sign in, milliseconds. */
const patience = 10 * 60_000;

/**
 * Listens on a free loopback port for the one redirect that ends the sign-in (RFC 8252, 7.3 and 8.3: the literal address,
 * not a name, and only as long as it is needed).
 */
export async function listenForReturn(signal: AbortSignal): Promise<Loopback> {
  let answerTo: ServerResponse | null = null;
  let settle: { resolve(url: URL): void; reject(error: unknown): void } = {
    resolve: () => undefined,
    reject: () => undefined,
  };
  const returned = new Promise<URL>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever waits hears of it; without anybody waiting it is no defect.
  returned.catch(() => undefined);
  const server = createServer((request, response) => {
    // Whoever is on this machine can ask for anything, also for what is no address.
    const url = parse(request.url ?? '', new URL(redirectUri()));
    if (request.method !== 'GET' || !url?.href.startsWith(`${redirectUri()}?`) || answerTo !== null) {
      response.writeHead(404, closing).end();
      return;
    }
    answerTo = response;
    settle.resolve(url);
  });
  const redirectUri = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/callback`;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const timer = setTimeout(() => settle.reject(new AppError('sign-in.timed-out')), patience);
  if (signal.aborted) settle.reject(signal.reason);
  signal.addEventListener('abort', () => settle.reject(signal.reason), { once: true });
  return {
    redirectUri: redirectUri(),
    returned,
    async finish(succeeded) {
      clearTimeout(timer);
      await new Promise<void>((resolve) => {
        // A tab that was closed meanwhile takes no answer, and tells nobody.
        if (answerTo === null || answerTo.destroyed) resolve();
        else
          answerTo
            .once('close', resolve)
            .writeHead(succeeded ? 200 : 400, closing)
            .end(page(succeeded), resolve);
      });
      server.close();
      server.closeAllConnections();
    },
  };
}

const closing = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  connection: 'close',
};

function page(succeeded: boolean): string {
  const [thai, english] = succeeded
    ? ['เข้าสู่ระบบแล้ว ปิดแท็บนี้และกลับไปที่ LPA Assessor', 'Signed in. Close this tab and go back to LPA Assessor.']
    : ['เข้าสู่ระบบไม่สำเร็จ กลับไปดูเหตุผลที่ LPA Assessor', 'Not signed in. LPA Assessor says why.'];
  return `<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>LPA Assessor</title><style>body{font:20px/1.6 "Leelawadee UI","Noto Sans Thai",sans-serif;margin:20vh auto;max-width:34em;text-align:center;color:#151c27}p+p{color:#5a6577;font-size:16px}</style><p>${thai}</p><p lang="en">${english}</p></html>`;
}
