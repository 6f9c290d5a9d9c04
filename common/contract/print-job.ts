import { z } from 'zod';
import { markKinds } from '#common/domain/annotation.ts';
import type { PaperData as PaperDataType } from '#common/domain/paper/paper.ts';
import type { HandOverData as HandOverDataType } from '#common/domain/hand-over.ts';
import type { ExecutiveViewData } from '#common/domain/executive-view.ts';
import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import type { RecoverySheet as RecoverySheetType } from '#common/domain/recovery-sheet.ts';
import type { ReportData as ReportDataType } from '#common/domain/report-data.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { ExecutiveView, ProvinceSummary } from './print-province.ts';
import { PaperData } from './print-paper.ts';

/**
 * What main hands to the print page under a one-time ticket. The page has no bridge and checks this before it draws:
 * a field that is missing must stop the print, not leave a hole on paper.
 */
const language = z.enum(['th', 'en']);
const digits = z.enum(['thai', 'arabic']);
const texts = z.array(z.string());

const summaryRow = z.object({
  aspect: z.string(),
  title: z.string(),
  indicators: z.string(),
  full: z.string(),
  self: z.string(),
  team: z.string(),
  percent: z.string(),
});
const chartValue = z.object({ length: z.number().min(0).max(100), text: z.string() });

const ReportData = z.object({
  kind: z.literal('report'),
  language,
  digits,
  title: z.string().min(1),
  year: z.string(),
  lao: z.string(),
  laoCode: z.string(),
  place: z.string(),
  draft: z.boolean(),
  notices: texts,
  opening: z.string(),
  summary: z.object({ rows: z.array(summaryRow), total: summaryRow, notes: texts }),
  result: z.object({
    methods: z.array(z.object({ label: z.string(), percent: z.string(), deciding: z.boolean() })),
    verdict: z.string(),
    passMark: z.string(),
  }),
  chart: z.object({
    bars: z.array(z.object({ label: z.string(), team: chartValue, self: chartValue })),
    pass: chartValue,
  }),
  differences: z.array(
    z.object({
      number: z.string(),
      title: z.string(),
      self: z.string(),
      team: z.string(),
      reason: z.string(),
      evidence: texts,
    }),
  ),
  notApplicable: z.array(
    z.object({
      number: z.string(),
      title: z.string(),
      reason: z.string(),
      agreedBy: z.string(),
      fullPoints: z.boolean(),
    }),
  ),
  signers: z.array(
    z.object({ name: z.string().nullable(), title: z.string().nullable(), signed: z.string().nullable() }),
  ),
  sheets: z.array(
    z.object({
      aspect: z.string(),
      title: z.string(),
      rows: z.array(
        z.object({
          number: z.string(),
          title: z.string(),
          tags: texts,
          full: z.string(),
          self: z.string(),
          team: z.string(),
          finding: z.string(),
          remarks: texts,
          evidence: texts,
        }),
      ),
    }),
  ),
  origin: z.array(z.object({ label: z.string(), value: z.string() })),
  code: z.string().nullable(),
}) satisfies z.ZodType<ReportDataType>;

const HandOver = z.object({
  kind: z.literal('hand-over'),
  language,
  digits,
  title: z.string().min(1),
  lao: z.string(),
  laoCode: z.string(),
  place: z.string(),
  round: z.string(),
  opening: z.string(),
  groups: z
    .array(
      z.object({
        heading: z.string(),
        rows: z.array(z.object({ number: z.string(), kind: z.string(), text: z.string(), done: z.boolean() })),
      }),
    )
    .min(1),
  printed: z.string(),
}) satisfies z.ZodType<HandOverDataType>;

const RecoverySheet = z.object({
  words: z.array(z.string().min(1)).length(12),
  name: z.string(),
  office: z.string(),
  printedAt: z.string(),
  sheet: z.int().min(1),
}) satisfies z.ZodType<RecoverySheetType>;

const RecoveryJob = z.object({ kind: z.literal('recovery-sheet'), language, digits, sheet: RecoverySheet });

const VerificationJob = z.object({
  kind: z.literal('verification'),
  language,
  digits,
  printedAt: z.string(),
  report: z.custom<VerifyReport>((value) => typeof value === 'object' && value !== null && 'verdict' in value),
});

/** Each on a sheet of its own in the top left corner; sizes in points, colours as "#rrggbb". */
const StampsJob = z.object({
  kind: z.literal('stamps'),
  language,
  digits,
  stamps: z
    .array(
      z.object({
        words: z.string(),
        long: z.number().positive(),
        tall: z.number().positive(),
        line: z.string().regex(/^#[0-9a-f]{6}$/),
      }),
    )
    .min(1),
});

/** What the marks on a document say: printed pages at the end of its copy. */
const MarksJob = z.object({
  kind: z.literal('marks'),
  language,
  digits,
  /** Of the document. */
  title: z.string(),
  lao: z.string(),
  marks: z
    .array(
      z.object({
        number: z.string(),
        page: z.string(),
        mark: z.enum(markKinds),
        fill: z.string().regex(/^#[0-9a-f]{6}$/),
        line: z.string().regex(/^#[0-9a-f]{6}$/),
        /** What was written to it, in lines. */
        said: texts,
        /** Words of the document that are marked; may be empty. */
        quote: z.string(),
        indicator: z.string(),
        author: z.string(),
        at: z.string(),
      }),
    )
    .min(1),
});

const rect = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().min(0),
  height: z.number().min(0),
});

/** Pages of a document as pictures, blacked out where they must not be read: a part of what becomes its copy. */
const RedactionJob = z.object({
  kind: z.literal('redaction'),
  language,
  digits,
  /** Its bytes come in ranges from `/preview/<ticket>`. */
  document: z.object({ ticket: z.string(), mediaType: z.string(), size: z.int().min(0), title: z.string() }),
  /** 1-based, and how many from there, as far as the document goes. */
  first: z.int().min(1),
  count: z.int().min(1),
  areas: z.array(z.object({ page: z.int().min(1), rects: z.array(rect) })),
});

export const PrintJob = z.discriminatedUnion('kind', [
  ReportData,
  HandOver,
  PaperData,
  RecoveryJob,
  VerificationJob,
  StampsJob,
  MarksJob,
  RedactionJob,
  ProvinceSummary,
  ExecutiveView,
]);
export type PrintJob =
  | ReportDataType
  | HandOverDataType
  | PaperDataType
  | RecoveryJob
  | VerificationJob
  | StampsJob
  | MarksJob
  | RedactionJob
  | ProvinceSummaryData
  | ExecutiveViewData;
export type StampsJob = Readonly<z.infer<typeof StampsJob>>;
export type MarksJob = Readonly<z.infer<typeof MarksJob>>;
export type RedactionJob = Readonly<z.infer<typeof RedactionJob>>;
export type RecoveryJob = Readonly<Omit<z.infer<typeof RecoveryJob>, 'sheet'>> & { readonly sheet: RecoverySheetType };
export type VerificationJob = Readonly<z.infer<typeof VerificationJob>>;
