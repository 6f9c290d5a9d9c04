import type { SignAs } from '#common/contract/channels/package.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Edition } from '#common/domain/audience.ts';
import type { Signing } from '#common/domain/report-input.ts';
import type { Signer } from '#main/lib/signing/signer.ts';
import { signPdf } from '#main/lib/signing/sign-pdf.ts';
import type { EditionContent, EditionPrinter } from './build-edition.ts';

export interface ReportPrinter {
  /** PDF of the finalised review, with the package's code on it and room for the signature of `signing`. */
  renderReport(id: string, signing: Signing): Promise<Uint8Array>;
  /** PDF of the result as the edition has it, with room for a signature where it is asked for. */
  renderEdition(edition: Edition, content: EditionContent, signing: Signing | null): Promise<Uint8Array>;
  /** PDF of what is still asked of the LAO; null where nothing is. */
  renderHandOver(id: string): Promise<Uint8Array | null>;
}

/**
 * What goes into a package on paper. A report is a signed PDF in itself, wherever it goes; that for anybody is not, since
 * no person is to be named on it. Throw AppError('report.failed').
 */
export function signedReports(
  reports: ReportPrinter,
  signer: Signer,
  { name, title, statement }: SignAs,
  at: Date,
): EditionPrinter & { renderReport(id: string): Promise<Uint8Array> } {
  const signing = { name, title, at: at.toISOString() };
  const signed = async (pdf: Uint8Array): Promise<Uint8Array> => {
    try {
      return await signPdf(pdf, signer, { name, reason: statement, at });
    } catch (error) {
      // What a token refuses, the person has to know.
      if (isAppError(error)) throw error;
      throw new AppError('report.failed', {}, { cause: error });
    }
  };
  return {
    renderHandOver: (id) => reports.renderHandOver(id),
    renderReport: async (id) => signed(await reports.renderReport(id, signing)),
    renderEdition: async (edition, content) =>
      edition === 'public'
        ? reports.renderEdition(edition, content, null)
        : signed(await reports.renderEdition(edition, content, signing)),
  };
}
