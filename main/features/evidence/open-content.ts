import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { maxEvidence } from '#common/contract/channels/evidence.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Tickets } from '#main/lib/ports.ts';
import type { Uploads } from './uploads.ts';

/** What a ticket stands for, to be read as often as needed. */
export interface Content {
  readonly name: string;
  readonly size: number;
  open(): Readable;
}

/** Throws AppError 'file.unknown-ticket', 'file.unreadable', 'file.empty' or 'file.too-large'. */
export async function openContent(ticket: string, from: { tickets: Tickets; uploads: Uploads }): Promise<Content> {
  const upload = from.uploads.find(ticket);
  if (upload !== null) {
    const { name, bytes } = upload;
    return { name, size: bytes.length, open: () => Readable.from([bytes], { objectMode: false }) };
  }
  const path = from.tickets.path(ticket);
  const name = from.tickets.name(ticket);
  const file = await stat(path).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  if (!file.isFile()) throw unreadable(name);
  if (file.size === 0) throw new AppError('file.empty', { name });
  if (file.size > maxEvidence) throw new AppError('file.too-large', { name });
  return { name, size: file.size, open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) };
}

export interface Measured {
  readonly sha256: string;
  readonly size: number;
  /** The first bytes, for what looks inside. */
  readonly head: Buffer;
}

/** Enough for the EXIF of any camera, also where it stands behind the picture's own tables. */
const headLength = 4 * 1024 * 1024;

/** Reads it through once. Throws like `openContent`, also for a file that changes under the hand. */
export async function measure(content: Content, onBytes: (bytes: number) => void): Promise<Measured> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of content.open() as AsyncIterable<Buffer>) {
      if (size < headLength) head.push(chunk.subarray(0, headLength - size));
      size += chunk.length;
      if (size > maxEvidence) throw new AppError('file.too-large', { name: content.name });
      hash.update(chunk);
      onBytes(chunk.length);
    }
  } catch (error) {
    throw isAppError(error) ? error : unreadable(content.name, error);
  }
  if (size === 0) throw new AppError('file.empty', { name: content.name });
  return { sha256: hash.digest('hex'), size, head: Buffer.concat(head) };
}

const unreadable = (name: string, cause?: unknown) => new AppError('file.unreadable', { name }, { cause });
