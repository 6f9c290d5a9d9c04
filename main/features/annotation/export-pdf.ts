import type { PrintJob } from '#common/contract/print-job.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Language } from '#common/domain/text.ts';
import type { AppPath, PageSetup } from '#main/host/host.ts';
import { fileBase } from '#main/lib/file-base.ts';
import type { PrintData } from '#main/lib/print-data.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { marksJob, type ListGround } from './marks-job.ts';
import { hexOf } from './pdf-marks.ts';
import { stampSheet, type PdfMark } from './pdf/pdf-job.ts';
import { runAnnotate } from './pdf/run-annotate.ts';

export interface PrintDeps {
  /** Prints a page of the application off screen. */
  print(path: AppPath, setup: PageSetup): Promise<Uint8Array>;
  readonly printData: Pick<PrintData, 'offer'>;
}

interface Content {
  readonly sha256: string;
  readonly size: number;
}

const largest = 256 * 1024 * 1024;

/**
 * The file with these marks as a PDF, and a list of them at the end: readers show what a mark says in boxes of their own,
 * and not all of those know Thai. Throws AppError('annotation.pdf-failed').
 */
export async function makePdfCopy(
  blobs: BlobStore,
  { sha256, size }: Content,
  marks: readonly PdfMark[],
  ground: ListGround,
  printing: PrintDeps,
): Promise<Uint8Array> {
  if (size > largest) throw new AppError('annotation.pdf-failed', { reason: 'too-large' });
  if (!(await blobs.has(sha256, size))) throw new AppError('evidence.quarantined');
  const bytes = await blobs.read(sha256, 0, size);
  const mediaType = typeOf(bytes);
  if (mediaType === null) throw new AppError('annotation.pdf-failed', { reason: 'unsupported' });
  const stamps = await printStamps(marks, ground.language, printing);
  const list = await print(marksJob(marks, ground), printing);
  const answer = await runAnnotate({ bytes, mediaType, marks, stamps, list });
  if (answer.kind === 'failed') throw new AppError('annotation.pdf-failed', { reason: answer.reason });
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
  return print({ kind: 'stamps', language, digits: 'arabic', stamps }, printing);
}

async function print(job: PrintJob, { print: printPage, printData }: PrintDeps): Promise<Uint8Array> {
  try {
    return await printPage(`/print.html?ticket=${printData.offer(job)}`, { format: 'A4' });
  } catch (error) {
    throw new AppError('print.failed', {}, { cause: error });
  }
}

/** "ชื่อหลักฐาน - เครื่องหมาย.pdf", without what file systems refuse. */
export function copyName(title: string, language: Language): string {
  const base = fileBase(title.replace(/\.[A-Za-z0-9]{1,5}$/, '')).slice(0, 100);
  return `${base} - ${language === 'th' ? 'เครื่องหมาย' : 'marks'}.pdf`;
}
