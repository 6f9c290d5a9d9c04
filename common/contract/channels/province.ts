import { z } from 'zod';
import { executiveIssues } from '#common/domain/executive-form.ts';
import { channel } from '../channel.ts';
import { ExportTicket } from './library.ts';
import { submissionId } from './submission.ts';

/** Results that may be counted together: one province, one round year, one instrument, and never sample with real ones. */
const ProvinceGroupKey = z.object({
  province: z.string().max(200),
  year: z.int(),
  /** SHA-256 (hex) of the instrument. */
  instrument: z.string().regex(/^[0-9a-f]{64}$/),
  sample: z.boolean(),
});
export type ProvinceGroupKey = z.infer<typeof ProvinceGroupKey>;

const ProvinceGroup = z.object({
  key: ProvinceGroupKey,
  instrumentTitle: z.object({ th: z.string(), en: z.string() }),
  instrumentVersion: z.string(),
  /** LAOs on this computer, and those of them whose result is locked. */
  all: z.number(),
  finalised: z.number(),
});
export type ProvinceGroup = z.infer<typeof ProvinceGroup>;

/** 'csv' has a row per indicator, 'csv-totals' a row per LAO. */
export const DataFormat = z.enum(['xlsx', 'csv', 'csv-totals', 'json']);
export type DataFormat = z.infer<typeof DataFormat>;

/** An LAO that could not be taken in; the others were. */
const LeftOut = z.object({ laoCode: z.string(), laoName: z.string(), code: z.string() });
export type LeftOut = z.infer<typeof LeftOut>;

/** What a job made: files to save, of how many LAOs. */
const Made = z.object({ files: z.array(ExportTicket).min(1), results: z.number(), leftOut: z.array(LeftOut) });
export type Made = z.infer<typeof Made>;

const numbers = z.string().max(1000);
/** Which indicators speak to the nine issues and to what the letter asks; see common/domain/executive-form.ts. */
const ExecutiveForm = z.object({
  issues: z.array(z.object({ name: z.string().max(300), numbers })).length(executiveIssues),
  energy: numbers,
  plan: numbers,
  satisfaction: numbers,
});
export type ExecutiveForm = z.infer<typeof ExecutiveForm>;

const ReportParts = z.enum(['each', 'joined', 'both']);
export type ReportParts = z.infer<typeof ReportParts>;

const language = z.enum(['th', 'en']);
const digits = z.enum(['thai', 'arabic']);

export const provinceChannels = {
  /** The result of one LAO as data; of a draft too, which says so. */
  'report.data': channel(z.object({ submission: submissionId, format: DataFormat, language }), ExportTicket),
  'province.groups': channel(z.object({}), z.array(ProvinceGroup)),
  /** All locked results of a group as data. Progress and cancelling by `job`. */
  'province.data': channel(z.object({ group: ProvinceGroupKey, format: DataFormat, language, job: z.uuid() }), Made),
  /** The summary of a group's locked results, as PDF. */
  'province.summary': channel(z.object({ group: ProvinceGroupKey, language, digits, job: z.uuid() }), Made),
  /** The individual result of each LAO: a zip of PDFs, one joined PDF, or both. */
  'province.reports': channel(
    z.object({ group: ProvinceGroupKey, parts: ReportParts, language, digits, job: z.uuid() }),
    Made,
  ),
  /** The form as it was used last with this instrument, or a proposal by the words of the titles. */
  'province.executiveForm': channel(z.object({ group: ProvinceGroupKey }), ExecutiveForm),
  /** LPA results as they speak to the assessment of executives, as PDF; keeps the form. */
  'province.executive': channel(
    z.object({ group: ProvinceGroupKey, form: ExecutiveForm, language, digits, job: z.uuid() }),
    Made,
  ),
  'province.cancel': channel(z.object({ job: z.uuid() }), z.object({})),
};
