import type { Session } from 'electron';
import { maxBody, type Application, type Served } from '../host.ts';
import { answer } from '../shared/answer.ts';
import { findDownload, type Download } from '../shared/save-download.ts';
import { originOf, origins, pathOf, scheme } from './origins.ts';

const bodiless = new Set([101, 204, 205, 304]);

const toResponse = ({ status, headers, body }: Served): Response =>
  new Response(bodiless.has(status) ? null : new Uint8Array(body), { status, headers });

/** A download larger than one answer may be, read piece by piece as it is taken. */
function streamOf(download: Download): ReadableStream<Uint8Array> {
  let begin = 0;
  return new ReadableStream({
    async pull(controller) {
      if (begin >= download.size) {
        controller.close();
        return;
      }
      const piece = await download.read(begin, Math.min(download.size, begin + maxBody));
      begin += piece.byteLength;
      controller.enqueue(piece);
    },
  });
}

/**
 * Answers the app's own scheme from the application, for one session. `camera`: its page may ask; guards.ts says each time
 * whether it gets it.
 */
export function serveProtocol(session: Session, app: Pick<Application, 'serve'>, camera = false): void {
  session.protocol.handle(scheme, async (request) => {
    const origin = originOf(request.url);
    if (origin === null) return new Response(null, { status: 404 });
    const path = pathOf(request.url);
    const range = request.headers.get('range');
    const served = await answer(app, origins, { origin, path, method: request.method, range }, camera);
    // A download too large for one answer would otherwise fail before `will-download` could take it over.
    if (served.status !== 413 || origin !== 'app' || range !== null) return toResponse(served);
    const download = await findDownload(app, path).catch(() => null);
    if (download === null) return toResponse(served);
    return new Response(streamOf(download), {
      headers: {
        ...served.headers,
        'content-length': String(download.size),
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(download.fileName)}`,
      },
    });
  });
}
