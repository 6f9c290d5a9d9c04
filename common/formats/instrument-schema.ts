import { z } from 'zod';
import type * as domain from '#common/domain/instrument.ts';
import { Decimal, isoDate, LaoType, line, localId, Text } from './primitives.ts';

const points = z.int().min(0).max(100);

const LevelsRule = z.object({
  kind: z.literal('levels'),
  levels: z
    .array(z.object({ points, text: Text }))
    .min(2)
    .max(10),
});
const PercentRule = z.object({
  kind: z.literal('percent'),
  numerator: Text,
  denominator: Text,
  unit: Text,
  bands: z
    .array(z.object({ points, from: Decimal, inclusive: z.boolean(), text: Text }))
    .min(2)
    .max(10),
});
const ChecklistRule = z.object({
  kind: z.literal('checklist'),
  items: z
    .array(z.object({ id: localId, text: Text }))
    .min(1)
    .max(50),
  steps: z
    .array(z.object({ atLeast: z.int().min(0).max(50), points }))
    .min(2)
    .max(20),
});
const DeadlineRule = z.object({
  kind: z.literal('deadline'),
  what: Text,
  due: isoDate,
  steps: z
    .array(z.object({ lateDays: z.int().min(0).max(3660).nullable(), points, text: Text }))
    .min(2)
    .max(10),
});

const Rule = z.discriminatedUnion('kind', [LevelsRule, PercentRule, ChecklistRule, DeadlineRule]);

export const Measure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), numerator: Decimal, denominator: Decimal }),
  z.object({ kind: z.literal('checklist'), ticked: z.array(localId).max(50) }),
  z.object({ kind: z.literal('deadline'), doneOn: isoDate.nullable() }),
]) satisfies z.ZodType<domain.Measure>;

const Indicator = z.object({
  id: localId,
  number: z.string().min(1).max(20),
  aspect: z.int().min(1).max(9),
  title: Text,
  appliesTo: z.array(LaoType).min(1),
  points: z.int().min(1).max(100),
  pilot: z.boolean(),
  provincial: z.boolean(),
  notApplicable: z.enum(['remove', 'full-points', 'never']),
  evidence: z.array(Text).max(30),
  systems: z.array(line).max(20),
  rule: Rule,
  source: line.min(1),
});

/** Shape only; `checkInstrument` (common/domain/check-instrument.ts) adds what a schema cannot say. */
export const Instrument = z.object({
  format: z.literal('lpa-instrument/1'),
  id: localId,
  version: z.string().min(1).max(40),
  year: z.int().min(2500).max(2700),
  title: Text,
  sample: z.boolean(),
  passMark: Decimal,
  grades: z
    .array(z.object({ id: localId, name: Text, from: Decimal }))
    .min(1)
    .max(10),
  method: z.enum(['mean-of-aspects', 'points-ratio']),
  aspects: z
    .array(z.object({ number: z.int().min(1).max(9), title: Text }))
    .min(1)
    .max(9),
  indicators: z.array(Indicator).min(1).max(1000),
}) satisfies z.ZodType<domain.Instrument>;
