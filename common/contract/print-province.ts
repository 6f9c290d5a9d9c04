import { z } from 'zod';
import { executiveIssues } from '#common/domain/executive-form.ts';
import type { ExecutiveViewData } from '#common/domain/executive-view.ts';
import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';

/** Papers of a province, as the print page checks them before it draws (see print-job.ts). */
const paper = { language: z.enum(['th', 'en']), digits: z.enum(['thai', 'arabic']) };
const texts = z.array(z.string());
const lines = z.array(z.object({ label: z.string(), value: z.string() }));
const bar = z.object({ length: z.number().min(0).max(100), text: z.string() });

const spread = { laos: z.string(), self: z.string(), team: bar, lowest: bar, highest: bar, reached: z.string() };
const passRow = z.object({
  order: z.string(),
  lao: z.string(),
  district: z.string(),
  percent: z.string(),
  grade: z.string(),
});

export const ProvinceSummary = z.object({
  kind: z.literal('province-summary'),
  ...paper,
  title: z.string().min(1),
  province: z.string(),
  year: z.string(),
  notices: texts,
  opening: z.string(),
  overview: lines,
  passMark: bar,
  aspects: z.array(z.object({ aspect: z.string(), title: z.string(), ...spread })),
  overall: z.object(spread),
  grades: z.object({
    heads: texts,
    rows: z.array(z.object({ label: z.string(), cells: texts })),
    total: texts,
    bars: z.array(z.object({ label: z.string(), count: bar })),
  }),
  weakest: z.array(
    z.object({
      number: z.string(),
      title: z.string(),
      aspect: z.string(),
      laos: z.string(),
      percent: bar,
      full: z.string(),
      zero: z.string(),
      removed: z.string(),
    }),
  ),
  passed: z.array(passRow),
  failed: z.array(passRow),
  laos: z.array(
    z.object({
      code: z.string(),
      lao: z.string(),
      district: z.string(),
      aspects: texts,
      overall: z.string(),
      grade: z.string(),
      passed: z.boolean().nullable(),
    }),
  ),
  leftOut: z.array(z.object({ code: z.string(), lao: z.string(), reason: z.string() })),
  origin: lines,
}) satisfies z.ZodType<ProvinceSummaryData>;

const topicIndicators = z.array(
  z.object({
    number: z.string(),
    title: z.string(),
    laos: z.string(),
    percent: z.string(),
    full: z.string(),
    zero: z.string(),
  }),
);

export const ExecutiveView = z.object({
  kind: z.literal('executive-view'),
  ...paper,
  title: z.string().min(1),
  province: z.string(),
  year: z.string(),
  notices: texts,
  opening: z.string(),
  issues: z
    .array(z.object({ number: z.string(), name: z.string().nullable(), indicators: topicIndicators }))
    .length(executiveIssues),
  tasks: z.array(z.object({ name: z.string().nullable(), indicators: topicIndicators })),
  laos: z.array(z.object({ code: z.string(), lao: z.string(), cells: texts })),
  origin: lines,
}) satisfies z.ZodType<ExecutiveViewData>;
