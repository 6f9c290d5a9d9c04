import type { IncomingHttpHeaders } from 'node:http';
import { changedTag, contentFaults } from '../faults/evidence-bytes.ts';
import type { Faults } from '../faults/faults.ts';
import type { Fault } from '../faults/parse-faults.ts';
import { problem, type Answer } from './answer.ts';
import { readRange, type Interval } from './byte-range.ts';

/** A part of a file on disk. */
export interface EvidenceAnswer {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: string;
  readonly interval: Interval;
  /** The bytes are to be changed on their way. */
  readonly content: Fault | null;
}

/** What a request gets of a file: all, the range that it asks for, or 416. */
export function answerWithFile(
  request: IncomingHttpHeaders,
  file: { readonly path: string; readonly size: number; readonly tag: string },
  faults: { readonly faults: Faults; readonly path: string },
): EvidenceAnswer | Answer {
  const { size, path } = file;
  const content = faults.faults.take(faults.path, ...contentFaults);
  const tag = content?.name === 'change' ? changedTag(file.tag) : file.tag;
  const headers = {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-transform',
    etag: tag,
  };
  // RFC 9110, 13.1.5: a date, a weak tag or another tag all mean "then give me all of it".
  const ifRange = request['if-range'];
  const range = ifRange === undefined || ifRange === tag ? readRange(request.range, size) : 'whole';
  if (range === 'unsatisfiable') return problem(416, 'No such range', { 'content-range': `bytes */${size}` });
  if (range === 'whole') return { status: 200, headers, file: path, interval: { begin: 0, end: size }, content };
  const shown = `bytes ${range.begin}-${range.end - 1}/${size}`;
  return { status: 206, headers: { ...headers, 'content-range': shown }, file: path, interval: range, content };
}

export const isEvidence = (answer: Answer | EvidenceAnswer): answer is EvidenceAnswer => 'file' in answer;
