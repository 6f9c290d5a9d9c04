import { laoFullName } from './lao.ts';
import { inDigits } from './print-digits.ts';
import type { ReportInput, Signature } from './report-input.ts';
import { differenceRows, notApplicableRows, scoreSheets } from './report-rows.ts';
import type { DifferenceRow, NotApplicableRow, ScoreSheet } from './report-rows.ts';
import { chartOf, resultOf, summaryOf } from './report-summary.ts';
import type { ReportChart, ReportResult, ReportSummary } from './report-summary.ts';
import { openingOf, noticesOf, originOf, placeOf, signersOf } from './report-wording.ts';
import type { SubmissionManifest } from './submission.ts';
import type { Language } from './text.ts';
import type { Digits } from './thai-date.ts';

/**
 * Everything the printed result of one LAO says, computed and worded: the page only lays it out. All numbers are text in
 * the chosen digits, except the lengths of bars.
 */
export interface ReportData {
  readonly kind: 'report';
  readonly language: Language;
  readonly digits: Digits;
  /** Title of the PDF document. */
  readonly title: string;
  readonly year: string;
  /** Full name. */
  readonly lao: string;
  readonly laoCode: string;
  /** District and province. */
  readonly place: string;
  /** The team has not finalised the review: every page says so. */
  readonly draft: boolean;
  /** What a reader must know before trusting the numbers (sample instrument, draft, what is missing). */
  readonly notices: readonly string[];
  readonly opening: string;
  readonly summary: ReportSummary;
  readonly result: ReportResult;
  readonly chart: ReportChart;
  readonly differences: readonly DifferenceRow[];
  readonly notApplicable: readonly NotApplicableRow[];
  /** Members as the team record names them; empty lines fill up to four. */
  readonly signers: readonly Signature[];
  readonly sheets: readonly ScoreSheet[];
  /** Instrument, submission, finalisation, package: label and value. */
  readonly origin: readonly { readonly label: string; readonly value: string }[];
  /** Code of the package, never in Thai digits. */
  readonly code: string | null;
}

/** A review that is not locked is always marked as draft. */
export function buildReportData(input: ReportInput): ReportData {
  const { manifest, language, digits, review } = input;
  const say = (text: string) => inDigits(text, digits);
  const lao = laoFullName(manifest.lao, language);
  const year = say(String(manifest.round.year));
  return {
    kind: 'report',
    language,
    digits,
    title:
      language === 'th'
        ? `รายงานผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ประจำปี ${year} ${lao}`
        : `Local Performance Assessment ${year}: result of ${lao}`,
    year,
    lao,
    laoCode: say(manifest.lao.code),
    place: placeOf(manifest.lao, language),
    draft: review.finalised === null,
    notices: noticesOf(input).map(say),
    opening: say(openingOf(input)),
    summary: summaryOf(input),
    result: resultOf(input),
    chart: chartOf(input),
    differences: differenceRows(input),
    notApplicable: notApplicableRows(input),
    signers: signersOf(input).map((one) => ({ ...one, title: one.title === null ? null : say(one.title) })),
    sheets: scoreSheets(input),
    origin: originOf(input),
    code: input.code,
  };
}

/** Name of the PDF file as offered for download: "รายงานผล-LPA2567-05990312-ท่าแก้วพัฒนา.pdf". */
export function reportFileName(manifest: SubmissionManifest, language: Language, draft: boolean): string {
  const kind = language === 'th' ? (draft ? 'ร่างรายงานผล' : 'รายงานผล') : draft ? 'draft-report' : 'report';
  const name = manifest.lao.name.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '-');
  return `${kind}-LPA${manifest.round.year}-${manifest.lao.code}-${name}.pdf`;
}
