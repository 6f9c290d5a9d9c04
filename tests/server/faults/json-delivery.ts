import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gzip, gzipSync } from 'node:zlib';
import type { Answer } from '../http/answer.ts';
import { dripPiece, finish, writePiece } from '../http/write-body.ts';
import type { Fault } from './parse-faults.ts';

export const jsonFaults = ['html', 'huge', 'bomb', 'slowjson'] as const;

const hugeSize = 200_000_000;
const worthPacking = 1000;

/**
 * Writes JSON, a manifest or an error; packed where the client asks for it and it is worth it. `html`: the sign-in page of
 * a café instead. `huge`: 200 MB of padding in front. `bomb`: ten megabytes that unzip to ten gigabytes. `slowjson`: bytes
 * per second.
 */
export async function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: Fault | null,
): Promise<void> {
  if (fault?.name === 'html') return send(response, captivePortal);
  if (fault?.name === 'bomb') return sendBomb(response, answer);
  const packs = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (fault?.name === 'huge' && answer.body !== null) return sendHuge(response, answer, packs);
  if (!packs || answer.body === null || answer.body.length <= worthPacking) return send(response, answer, fault);
  const body = await promisify(gzip)(answer.body);
  const headers = { ...answer.headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
  return send(response, { ...answer, headers, body }, fault);
}

async function send(response: ServerResponse, { status, headers, body }: Answer, fault: Fault | null = null) {
  if (body === null) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  if (fault?.name !== 'slowjson') response.end(body);
  else if (await dripPiece(response, body, fault.value)) response.end();
}

/** Valid JSON where the answer is an object: padding is a member that nobody knows. */
async function sendHuge(response: ServerResponse, { status, headers, body }: Answer, packs: boolean): Promise<void> {
  const text = body?.toString() ?? '';
  const isObject = text.startsWith('{');
  const pieces = function* () {
    yield isObject ? '{"padding":"' : '';
    const piece = 'A'.repeat(1_000_000);
    for (let sent = 0; sent < hugeSize; sent += piece.length) yield piece;
    yield isObject ? `",${text.slice(1)}` : text;
  };
  response.writeHead(status, packs ? { ...headers, 'content-encoding': 'gzip' } : headers);
  const source = Readable.from(pieces(), { objectMode: false });
  // The client rightly hangs up before the end.
  await (packs ? pipeline(source, createGzip({ level: 1 }), response) : pipeline(source, response)).catch(
    () => undefined,
  );
}

/** Gzip allows members one after another: one of a thousandth of the size, again and again. */
async function sendBomb(response: ServerResponse, { status, headers }: Answer): Promise<void> {
  const member = gzipSync(Buffer.alloc(64 * 1024 ** 2, ' '), { level: 9 });
  response.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
  for (let sent = 0; sent < 160; sent += 1) if (!(await writePiece(response, member))) return;
  await finish(response);
}

const captivePortal: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(
    `<!doctype html><html lang="th"><title>Free Wi-Fi</title><h1>ยินดีต้อนรับ</h1>
<form><input name="phone" placeholder="เบอร์โทรศัพท์"><button>เข้าใช้อินเทอร์เน็ต</button></form></html>\n`.repeat(4),
  ),
};
