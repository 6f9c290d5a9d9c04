import type { IncomingMessage } from 'node:http';
import { Metadata } from '@tus/server';
import { isOwn, type ApiParts, type Handler } from '../api/api-context.ts';
import { json, notFound, problem, type Answer } from '../http/answer.ts';
import * as rows from './package-rows.ts';
import { uploadsPath } from './upload-desk.ts';

/** Begins an upload. Fault: `uploadto=URL`: its bytes are to go to that address. */
export const createUpload: Handler = async (parts, { method, source, person, path }) => {
  const { desk, catalogue, faults } = parts;
  if (method === 'OPTIONS') return desk.ask(source, path, null);
  const failing = failedOnPurpose(parts);
  if (failing !== null) return failing;
  const announced = readMetadata(source.headers['upload-metadata']);
  if (announced === null) return problem(400, 'Upload-Metadata: sha256, submission and filename');
  const submission = await catalogue.submission(announced.submission);
  if (submission === undefined || submission.state === 'withdrawn' || !isOwn(person, submission.team))
    return notFound();
  const here = await rows.findPackage(catalogue.db, announced.sha256);
  if (here !== undefined) return isOwn(person, here.team) ? problem(409, 'The package is here already') : notFound();
  const answer = await desk.create(source, announced, submission.team);
  const elsewhere = answer.status === 201 ? faults.take(path, 'uploadto') : null;
  return elsewhere === null ? answer : { ...answer, headers: { ...answer.headers, location: elsewhere.text } };
};

/**
 * Bytes of an upload, or how many there are. Faults are counted over all uploads; besides `failupload=N` (that status): `cutupload=N`: the connection is
 * destroyed after so many bytes of a request. `corruptupload`: the first byte of a request arrives wrong. `lostanswer`: no
 * answer after the last byte. `expireupload`: the upload is gone. `lieoffset=N`: that offset is told. `redirectupload=URL`:
 * 307 to that address. `slowupload=N`: takes so many bytes a second.
 */
export const answerUpload: Handler = async (parts, { method, source, person, parameters: [id = ''] }) => {
  const { desk, catalogue, faults } = parts;
  const row = await rows.findUpload(catalogue.db, id);
  if (row === undefined || !isOwn(person, row.team)) return notFound();
  const failing = failedOnPurpose(parts);
  if (failing !== null) return failing;
  if (faults.take(uploadsPath, 'expireupload') !== null) {
    await desk.forget(id);
    return problem(410, 'The upload has expired');
  }
  const redirected = faults.take(uploadsPath, 'redirectupload');
  if (redirected !== null) return { status: 307, headers: { location: redirected.text }, body: null, isFault: true };
  const size = await desk.sizeOf(id).catch(() => null);
  const isPatch = method === 'PATCH';
  const answer = await desk.ask(source, `${uploadsPath}/${id}`, isPatch ? received(parts, source) : null);
  const isLast = isPatch && answer.status === 204 && answer.headers['upload-offset'] === String(size);
  if (isLast && faults.take(uploadsPath, 'lostanswer') !== null) source.socket.destroy();
  const lie = answer.status < 300 ? faults.take(uploadsPath, 'lieoffset') : null;
  if (lie === null) return answer;
  return { ...answer, headers: { ...answer.headers, 'upload-offset': lie.text }, isFault: true };
};

export const getPackage: Handler = async ({ desk, catalogue: { db } }, { person, parameters: [sha256 = ''] }) => {
  const here = await rows.findPackage(db, sha256);
  if (here !== undefined)
    return isOwn(person, here.team) ? json({ state: 'complete', receivedAt: here.received_at }) : notFound();
  const begun = await rows.findUploadOf(db, sha256);
  if (begun === undefined || !isOwn(person, begun.team)) return notFound();
  return json({ state: desk.isChecking(begun.id) ? 'checking' : 'incomplete', receivedAt: null });
};

/** Fault: `latereceipt`: nothing is decided yet, whatever the centre says. */
export const getReceipt: Handler = async (parts, { person, path, parameters: [sha256 = ''] }) => {
  const here = await rows.findPackage(parts.catalogue.db, sha256);
  if (here === undefined || !isOwn(person, here.team)) return notFound();
  const receipt = parts.faults.take(path, 'latereceipt') === null ? await parts.centre.receipt(sha256) : null;
  const kept = { 'cache-control': 'no-store' };
  if (receipt === null) return { status: 202, headers: { ...kept, 'retry-after': '1' }, body: null };
  return { status: 200, headers: { ...kept, 'content-type': 'application/jose' }, body: receipt };
};

function failedOnPurpose({ faults }: ApiParts): Answer | null {
  const fault = faults.take(uploadsPath, 'failupload');
  return fault === null ? null : { ...problem(fault.value, `Fault: status ${fault.value}`), isFault: true };
}

function readMetadata(header: string | string[] | undefined) {
  if (typeof header !== 'string') return null;
  try {
    const { sha256, submission, filename } = Metadata.parse(header);
    if (!/^[0-9a-f]{64}$/.test(sha256 ?? '') || typeof submission !== 'string' || typeof filename !== 'string')
      return null;
    return { sha256: sha256 ?? '', submission, name: filename };
  } catch {
    return null;
  }
}

/** The bytes of a request as they come, counted, with what shall go wrong with them. */
async function* received({ faults, counting }: ApiParts, source: IncomingMessage) {
  const cut = faults.take(uploadsPath, 'cutupload');
  const corrupt = faults.take(uploadsPath, 'corruptupload');
  const slow = faults.take(uploadsPath, 'slowupload');
  let passed = 0;
  for await (const piece of source as AsyncIterable<Buffer>) {
    const rest = cut === null ? piece.length : Math.min(piece.length, cut.value - passed);
    const kept = Buffer.from(piece.subarray(0, rest));
    if (corrupt !== null && passed === 0 && kept.length > 0) kept[0] = (kept[0] ?? 0) ^ 1;
    passed += kept.length;
    counting.upload(kept.length);
    if (kept.length > 0) yield kept;
    if (slow !== null) await new Promise((resolve) => setTimeout(resolve, (kept.length * 1000) / slow.value));
    if (cut !== null && passed >= cut.value) {
      source.socket.destroy();
      throw new Error('cut on purpose');
    }
  }
}
