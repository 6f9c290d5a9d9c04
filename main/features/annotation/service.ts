import { readFile, stat } from 'node:fs/promises';
import type { AnnotationImport } from '#common/contract/channels/annotation.ts';
import type { ExportTicket } from '#common/contract/channels/library.ts';
import { AppError } from '#common/contract/failures.ts';
import { isSameJson } from '#common/domain/canonical-json.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { laoFullName } from '#common/domain/lao.ts';
import { liveAnnotations } from '#common/domain/reduce-review.ts';
import { redactionsOn, withoutCoveredQuotes } from '#common/domain/redaction.ts';
import type { Review } from '#common/domain/review.ts';
import type { Change, ReviewEvent } from '#common/domain/review-event.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { itemsOf } from '#common/formats/read-annotation.ts';
import type { Clock, Exports, Tickets } from '#main/lib/ports.ts';
import type { BlobStore } from '#main/storage/library.ts';
import type { Language } from '#common/domain/text.ts';
import { annotationsText } from '#main/verify/annotations-file.ts';
import { copyName, makePdfCopy } from './export-pdf.ts';
import type { PrintDeps } from './print-job.ts';
import { pdfMarks } from './pdf-marks.ts';
import { decideImport, type ImportGround } from './import-annotations.ts';

interface LoadedReview {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Review;
  readonly events: readonly { readonly event: ReviewEvent }[];
}

export interface AnnotationDeps extends PrintDeps {
  /** The open library; throws 'library.locked'. */
  current(): { readonly blobs: BlobStore };
  readonly reviews: {
    load(submission: string): Promise<LoadedReview>;
    /** Decides and writes alone; the same command twice is one change. */
    noteAll(submission: string, command: string, decide: (loaded: LoadedReview) => readonly Change[]): Promise<unknown>;
  };
  readonly tickets: Tickets;
  readonly exports: Pick<Exports, 'offerBytes' | 'offerStream' | 'withdraw'>;
  readonly clock: Clock;
}

interface Copy {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly isRedacted: boolean;
}

const largestFile = 16 * 1024 * 1024;
const mostAnnotations = 20_000;

/** Marks on their way in from other programs, and out to them. */
export function createAnnotations(deps: AnnotationDeps) {
  const { reviews, tickets, exports, clock } = deps;

  async function copyOf(submission: string, evidence: string, language: Language): Promise<Copy> {
    const { manifest, review, instrument } = await reviews.load(submission);
    const file = [...manifest.evidence, ...review.teamEvidence].find(({ id }) => id === evidence);
    if (file === undefined) throw new AppError('evidence.unknown');
    const marks = pdfMarks(file.sha256, { review, instrument, language });
    if (marks.length === 0) throw new AppError('annotation.none');
    const ground = { title: file.title, lao: laoFullName(manifest.lao, language), language };
    const redactions = redactionsOn(review.marks, file.sha256);
    const bytes = await makePdfCopy(deps.current().blobs, file, { marks, redactions }, ground, deps);
    // Locked meanwhile: then nothing of it leaves any more. Blacked out more or less meanwhile: then it is made again.
    const now = await reviews.load(submission);
    if (!isSameJson(redactionsOn(now.review.marks, file.sha256), redactions))
      return copyOf(submission, evidence, language);
    return { title: file.title, bytes, isRedacted: redactions.length > 0 };
  }

  return {
    /** For the package: the file with its marks as a PDF. Throws 'annotation.none' and 'annotation.pdf-failed'. */
    pdfCopy: async (submission: string, evidence: string): Promise<Uint8Array> =>
      (await copyOf(submission, evidence, 'th')).bytes,

    async importFile(submission: string, command: string, ticket: string): Promise<AnnotationImport> {
      const file = await readAnnotationFile(tickets.path(ticket));
      const now = new Date(clock.now()).toISOString();
      const decide = (loaded: LoadedReview) => decideImport(file, groundOf(loaded), now);
      const results: AnnotationImport[] = [];
      await reviews.noteAll(submission, command, (loaded) => {
        const { changes, result } = decide(loaded);
        results.push(result);
        return changes;
      });
      // A repeated command decides nothing any more: all of the file is known by now.
      return results[0] ?? decide(await reviews.load(submission)).result;
    },

    async exportFile(submission: string): Promise<ExportTicket> {
      const { events } = await reviews.load(submission);
      const text = annotationsText(submission, withoutCoveredQuotes(liveAnnotations(events.map(({ event }) => event))));
      const bytes = new TextEncoder().encode(text);
      return exports.offerBytes('annotations.jsonld', 'application/ld+json', bytes);
    },

    async exportPdf(wanted: { submission: string; evidence: string; language: Language }): Promise<ExportTicket> {
      const { submission, evidence, language } = wanted;
      const { title, bytes, isRedacted } = await copyOf(submission, evidence, language);
      return exports.offerBytes(copyName(title, language, isRedacted), 'application/pdf', bytes);
    },
  };
}

function groundOf({ manifest, instrument, review, events }: LoadedReview): ImportGround {
  return {
    files: [...manifest.evidence, ...review.teamEvidence],
    indicators: instrument.indicators.map(({ id }) => id),
    events: events.map(({ event }) => event),
  };
}

async function readAnnotationFile(path: string) {
  const { size } = await stat(path).catch((error: unknown) => {
    throw new AppError('file.unreadable', {}, { cause: error });
  });
  if (size > largestFile) throw new AppError('file.too-large', { limit: largestFile });
  const file = itemsOf(parse(await readFile(path, 'utf8')));
  if (file === null) throw new AppError('annotation.unreadable');
  if (file.items.length > mostAnnotations) throw new AppError('file.too-large', { limit: mostAnnotations });
  return file;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new AppError('annotation.unreadable', {}, { cause: error });
  }
}
