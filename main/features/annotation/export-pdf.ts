import { AppError } from '#common/contract/failures.ts';
import type { Mark } from '#common/domain/annotation.ts';
import type { Language } from '#common/domain/text.ts';
import { fileBase } from '#main/lib/file-base.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { drawRedacted, type RedactDeps } from './draw-redacted.ts';
import { marksJob, type ListGround } from './marks-job.ts';
import { hexOf } from './pdf-marks.ts';
import { printJob, type PrintDeps } from './print-job.ts';
import { stampSheet, type PdfJob, type PdfMark } from './pdf/pdf-job.ts';
import { runAnnotate } from './pdf/run-annotate.ts';

interface Content {
  readonly sha256: string;
  readonly size: number;
  readonly title: string;
  readonly mediaType: string;
}

/** What is drawn into a copy. */
interface Drawn {
  readonly marks: readonly PdfMark[];
  /** Of the marks: what must not be read in the copy. */
  readonly redactions: readonly Mark[];
}

const largest = 256 * 1024 * 1024;

/**
 * The file with these marks as a PDF, and a list of them at the end: readers show what a mark says in boxes of their own,
 * and not all of those know Thai. Where something is to be hidden, the copy is made of pictures instead of the file.
 * Throws AppError('annotation.pdf-failed').
 */
export async function makePdfCopy(
  blobs: BlobStore,
  file: Content,
  { marks, redactions }: Drawn,
  ground: ListGround,
  deps: RedactDeps,
): Promise<Uint8Array> {
  const { sha256, size } = file;
  if (size > largest) throw new AppError('annotation.pdf-failed', { reason: 'too-large' });
  if (!(await blobs.has(sha256, size))) throw new AppError('evidence.quarantined');
  const ink = {
    marks,
    stamps: await printStamps(marks, ground.language, deps),
    list: await printJob(marksJob(marks, ground), deps),
  };
  if (redactions.length > 0) {
    const redacted = await drawRedacted(blobs, file, redactions, ground.language, deps);
    const isPaper = typeOf(await blobs.read(sha256, 0, Math.min(size, 1024))) === 'application/pdf';
    return annotate({ ...ink, source: { kind: 'redacted', isPaper, redacted } });
  }
  const bytes = await blobs.read(sha256, 0, size);
  const mediaType = typeOf(bytes);
  if (mediaType === null) throw new AppError('annotation.pdf-failed', { reason: 'unsupported' });
  return annotate({ ...ink, source: { kind: 'file', bytes, mediaType } });
}

async function annotate(job: PdfJob): Promise<Uint8Array> {
  const answer = await runAnnotate(job);
  if (answer.kind === 'failed')
    throw new AppError('annotation.pdf-failed', { reason: answer.reason, redacted: job.source.kind === 'redacted' });
  return answer.bytes;
}

/** By what the bytes say, not by what was said about them. */
function typeOf(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'application/pdf';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return head.startsWith('\x89PNG\r\n\x1a\n') ? 'image/png' : null;
}

async function printStamps(
  marks: readonly PdfMark[],
  language: Language,
  printing: PrintDeps,
): Promise<Uint8Array | null> {
  const stamps = marks.flatMap(({ kind, rects: [rect], words, line }) =>
    kind === 'stamp' ? [{ words, line: hexOf(line), ...stampSheet(rect ?? { width: 1, height: 1 }) }] : [],
  );
  if (stamps.length === 0) return null;
  return printJob({ kind: 'stamps', language, digits: 'arabic', stamps }, printing);
}

const endings = {
  th: { marked: 'เครื่องหมาย', redacted: 'ปกปิดแล้ว' },
  en: { marked: 'marks', redacted: 'redacted' },
};

/** "ชื่อหลักฐาน - เครื่องหมาย.pdf", without what file systems refuse. */
export function copyName(title: string, language: Language, isRedacted: boolean): string {
  const base = fileBase(title.replace(/\.[A-Za-z0-9]{1,5}$/, '')).slice(0, 100);
  return `${base} - ${endings[language][isRedacted ? 'redacted' : 'marked']}.pdf`;
}
