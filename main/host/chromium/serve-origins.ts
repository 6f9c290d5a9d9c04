import type { CDPSession, Protocol } from 'puppeteer-core';
import type { AppPath, Application, OriginName, ServeRequest } from '../host.ts';
import { answer } from '../shared/answer.ts';
import { findDownload, isExport, type Download } from '../shared/save-download.ts';

/** `.invalid` never resolves (RFC 2606), so a request that escaped would reach nobody. */
export const origins = {
  app: 'https://app.invalid',
  evidence: 'https://evidence.invalid',
  reading: 'https://reading.invalid',
} as const;

type Paused = Protocol.Fetch.RequestPausedEvent;

interface Deps {
  /** A session of the browser target: page sessions leave requests of workers hanging without an error. */
  readonly session: CDPSession;
  readonly app: Pick<Application, 'serve'>;
  /** Absent where nothing may be saved (printing). */
  readonly save?: (download: Download) => void;
  /** Whether a page that loads now may ask for the camera. */
  readonly camera?: () => boolean;
}

const headerOf = (paused: Paused, name: string): string | null =>
  Object.entries(paused.request.headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? null;

function requestOf(paused: Paused): ServeRequest | null {
  if (!URL.canParse(paused.request.url)) return null;
  const url = new URL(paused.request.url);
  const origin = (Object.keys(origins) as OriginName[]).find((name) => origins[name] === url.origin);
  if (origin === undefined) return null;
  const path: AppPath = `/${url.pathname.slice(1)}${url.search}`;
  return { origin, path, method: paused.request.method, range: headerOf(paused, 'range') };
}

/** Answers the origins from the application and fails every other request of the whole browser. */
export async function serveOrigins({ session, app, save, camera }: Deps): Promise<void> {
  /** Aborted leaves the present page standing; any other error would put an error page in its place. */
  const fail = (paused: Paused) =>
    session.send('Fetch.failRequest', {
      requestId: paused.requestId,
      errorReason: paused.resourceType === 'Document' ? 'Aborted' : 'BlockedByClient',
    });

  const respond = async (paused: Paused) => {
    const request = requestOf(paused);
    if (request === null) return fail(paused);
    if (paused.resourceType === 'Document' && request.origin === 'app' && request.method === 'GET') {
      const download = await findDownload(app, request.path);
      if (download !== null) {
        save?.(download);
        return fail(paused);
      }
    }
    if (request.origin === 'app' && isExport(request.path)) return fail(paused);
    const { status, headers, body } = await answer(app, origins, request, camera?.());
    return session.send('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: status,
      responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
      body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64'),
    });
  };

  session.on('Fetch.requestPaused', (paused: Paused) => {
    respond(paused).catch(() => fail(paused).catch(() => undefined)); // the frame may be gone meanwhile
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
}
