import type { ExportTicket } from '#common/contract/channels/library.ts';
import type { Edition } from '#common/domain/audience.ts';
import { AppError } from '#common/contract/failures.ts';
import { buildHandOver, handOverFileName, type HandOverData } from '#common/domain/hand-over.ts';
import { isSameJson } from '#common/domain/canonical-json.ts';
import { isRedaction } from '#common/domain/redaction.ts';
import { paperFileName } from '#common/domain/paper/build-paper.ts';
import { paperHindrance } from '#common/domain/paper/hindrance.ts';
import type { PaperKind } from '#common/domain/paper/paper.ts';
import { reportFileName } from '#common/domain/report-data.ts';
import type { Signing } from '#common/domain/report-input.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import type { Clock, Exports } from '#main/lib/ports.ts';
import {
  printHandOver,
  printPaper,
  printReport,
  printVerification,
  type PrintDeps,
  type PrintOptions,
  type ReportContent,
} from './print-report.ts';

export interface ReportDeps extends PrintDeps {
  readonly reviews: {
    load(
      submission: string,
    ): Promise<Omit<ReportContent, 'code'> & { readonly events: readonly { readonly line: string }[] }>;
  };
  /** Code of the package that holds this history. */
  packageCode(lines: readonly string[]): string;
  verify(ticket: string): Promise<VerifyReport>;
  /** Office of the person who works here, for the head of memos and letters; '' where nobody said. */
  office(): string;
  readonly exports: Pick<Exports, 'offerBytes'>;
  readonly clock: Clock;
}

/** Prints results; nothing of them is kept. */
export function createReports(deps: ReportDeps) {
  const load = async (submission: string): Promise<ReportContent> => {
    const { manifest, instrument, review, amendments, events } = await deps.reviews.load(submission);
    // The history still grows until the review is locked, and its code with it.
    const code = review.finalised === null ? null : deps.packageCode(events.map((event) => event.line));
    return { manifest, instrument, review, amendments, code };
  };
  const print = (
    content: ReportContent,
    options: PrintOptions & { readonly signing?: Signing | undefined },
    audience?: Edition,
  ): Promise<Uint8Array> =>
    printReport(deps, content, { ...options, printedAt: new Date(deps.clock.now()).toISOString() }, audience);

  const handOverData = (
    { manifest, instrument, review }: ReportContent,
    options: PrintOptions & { readonly which: 'open' | 'all' },
  ): HandOverData =>
    buildHandOver({ manifest, instrument, review, printedAt: new Date(deps.clock.now()).toISOString(), ...options });

  /** Printed again where something was blacked out meanwhile: a paper shows pictures of evidence. */
  async function printPaperOf(submission: string, kind: PaperKind, options: PrintOptions): Promise<ExportTicket> {
    const content = await load(submission);
    const hindrance = paperHindrance(kind, content);
    if (hindrance !== null) throw new AppError('report.nothing-to-print', { hindrance });
    const printedAt = new Date(deps.clock.now()).toISOString();
    // They lie in the sealed store; one that cannot be read there is said on the paper.
    const pictures = { submission, here: new Set(content.review.teamEvidence.map(({ id }) => id)) };
    const bytes = await printPaper(deps, kind, content, { ...options, printedAt, office: deps.office(), pictures });
    const now = await load(submission); // locked meanwhile: then nothing of it is offered any more
    const blackedOut = ({ review }: ReportContent) => review.marks.filter(isRedaction);
    if (!isSameJson(blackedOut(now), blackedOut(content))) return printPaperOf(submission, kind, options);
    return deps.exports.offerBytes(paperFileName(kind, content.manifest, options.language), 'application/pdf', bytes);
  }

  return {
    /** For a package that is not for everybody: from the content that it is made of. */
    renderEdition: (edition: Edition, content: ReportContent, signing: Signing | null): Promise<Uint8Array> =>
      print(content, { language: 'th', digits: 'thai', ...(signing && { signing }) }, edition),

    /** For the package: what is still asked of the LAO; null where nothing is. */
    async renderHandOver(submission: string): Promise<Uint8Array | null> {
      const options = { which: 'open', language: 'th', digits: 'thai' } as const;
      const data = handOverData(await load(submission), options);
      return data.groups.length === 0 ? null : printHandOver(deps, data);
    },

    /** For the package: the same report as `create` makes, as bytes, with the place of the signature of `signing`. */
    renderReport: async (submission: string, signing: Signing): Promise<Uint8Array> =>
      print(await load(submission), { language: 'th', digits: 'thai', signing }),

    /** For many LAOs at once: the same report as `create` makes, as bytes. */
    renderUnsigned: async (submission: string, options: PrintOptions): Promise<Uint8Array> =>
      print(await load(submission), options),

    async create({ submission, ...options }: PrintOptions & { readonly submission: string }): Promise<ExportTicket> {
      const content = await load(submission);
      const bytes = await print(content, options);
      await load(submission); // locked meanwhile: then nothing of it is offered any more
      const name = reportFileName(content.manifest, options.language, content.review.finalised === null);
      return deps.exports.offerBytes(name, 'application/pdf', bytes);
    },

    async handOver({
      submission,
      which,
      ...options
    }: PrintOptions & { readonly submission: string; readonly which: 'open' | 'all' }): Promise<ExportTicket> {
      const content = await load(submission);
      const data = handOverData(content, { which, ...options });
      if (data.groups.length === 0) throw new AppError('report.nothing-open');
      const bytes = await printHandOver(deps, data);
      await load(submission); // locked meanwhile: then nothing of it is offered any more
      return deps.exports.offerBytes(handOverFileName(content.manifest, options.language), 'application/pdf', bytes);
    },

    paper: ({
      submission,
      kind,
      ...options
    }: PrintOptions & { readonly submission: string; readonly kind: PaperKind }): Promise<ExportTicket> =>
      printPaperOf(submission, kind, options),

    /** Verifies anew, so that the print says what holds now. */
    async verification({ ticket, ...options }: PrintOptions & { readonly ticket: string }): Promise<ExportTicket> {
      const report = await deps.verify(ticket);
      const printedAt = new Date(deps.clock.now()).toISOString();
      const bytes = await printVerification(deps, report, { ...options, printedAt });
      return deps.exports.offerBytes(
        `${report.file.replace(/\.asice$/i, '')}-verification.pdf`,
        'application/pdf',
        bytes,
      );
    },
  };
}
