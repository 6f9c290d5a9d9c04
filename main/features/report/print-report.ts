import type { PrintJob } from '#common/contract/print-job.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Amendments } from '#common/domain/amendments.ts';
import { findGaps } from '#common/domain/find-gaps.ts';
import type { HandOverData } from '#common/domain/hand-over.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { buildPaper } from '#common/domain/paper/build-paper.ts';
import type { PaperPictures } from '#common/domain/paper/paper-input.ts';
import type { PaperKind } from '#common/domain/paper/paper.ts';
import type { Signing } from '#common/domain/report-input.ts';
import type { RecoverySheet } from '#common/domain/recovery-sheet.ts';
import type { Audience } from '#common/domain/audience.ts';
import { buildReportData } from '#common/domain/report-data.ts';
import { reportFor } from '#common/domain/report-for-audience.ts';
import type { Review } from '#common/domain/review.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import type { AppPath, PageSetup } from '#main/host/host.ts';
import type { PrintData } from '#main/lib/print-data.ts';

export interface PrintDeps {
  /** Prints a page of the application off screen. */
  print(path: AppPath, setup: PageSetup): Promise<Uint8Array>;
  readonly printData: Pick<PrintData, 'offer'>;
}

export interface PrintOptions {
  readonly language: Language;
  readonly digits: Digits;
}

/** What a report says, from a library or from a package. */
export interface ReportContent {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Review;
  readonly amendments: Amendments;
  /** Code of the package with the same history; null while the review is open. */
  readonly code: string | null;
}

type DatedOptions = PrintOptions & { readonly printedAt: string; readonly signing?: Signing | undefined };

const inputOf = ({ manifest, instrument, review, amendments, code }: ReportContent, options: DatedOptions) => ({
  manifest,
  instrument,
  review,
  code,
  totals: computeTotals(instrument, manifest, review),
  gaps: findGaps(instrument, manifest, review, amendments),
  cited: amendments.cited,
  ...options,
});

/** The result of one LAO as PDF. `printedAt` in ISO 8601. Throws AppError('report.failed'). */
export const printReport = (
  deps: PrintDeps,
  content: ReportContent,
  options: DatedOptions,
  audience: Audience = 'full',
): Promise<Uint8Array> => {
  const data = buildReportData(inputOf(content, options));
  return printJob(deps, audience === 'full' ? data : reportFor(audience, data));
};

/**
 * One more paper of an LAO. `office`: of who prints, '' where unknown. `pictures`: what the page may ask for while it is
 * printed. Throws AppError('report.failed').
 */
export const printPaper = (
  deps: PrintDeps,
  kind: PaperKind,
  content: ReportContent,
  { office, pictures, ...options }: DatedOptions & { readonly office: string; readonly pictures: PaperPictures },
): Promise<Uint8Array> => printJob(deps, buildPaper(kind, { ...inputOf(content, options), office, pictures }));

/** The recovery words on paper; the only place where they are ever readable. Throws AppError('report.failed'). */
export const printRecoverySheet = (deps: PrintDeps, sheet: RecoverySheet, options: PrintOptions): Promise<Uint8Array> =>
  printJob(deps, { kind: 'recovery-sheet', sheet, ...options });

/** What is asked of the LAO, as PDF to hand over. Throws AppError('report.failed'). */
export const printHandOver = (deps: PrintDeps, data: HandOverData): Promise<Uint8Array> => printJob(deps, data);

/** What was found about a package, as PDF. Throws AppError('report.failed'). */
export const printVerification = (
  deps: PrintDeps,
  report: VerifyReport,
  options: PrintOptions & { readonly printedAt: string },
): Promise<Uint8Array> => printJob(deps, { kind: 'verification', report, ...options });

/** Margins, page numbers and paper size stand in the page's own style. */
export async function printJob({ print, printData }: PrintDeps, job: PrintJob): Promise<Uint8Array> {
  try {
    return await print(`/print.html?ticket=${printData.offer(job)}`, { format: 'A4' });
  } catch (error) {
    throw new AppError('report.failed', {}, { cause: error });
  }
}
