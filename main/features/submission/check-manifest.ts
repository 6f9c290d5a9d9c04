import { AppError } from '#common/contract/failures.ts';
import type { Indicator, Instrument } from '#common/domain/instrument.ts';
import { checkMeasure } from '#common/domain/rule.ts';
import type { Answer, SubmissionManifest } from '#common/domain/submission.ts';

const bad = (reason: string, where: string) => new AppError('bundle.bad-manifest', { reason, path: where });

/** What the schema of a manifest cannot say. Throws AppError('bundle.bad-manifest') with the first fault found. */
export function checkManifest(manifest: SubmissionManifest, instrument: Instrument): void {
  const indicators = new Map(instrument.indicators.map((one) => [one.id, one]));
  refuseRepeated(
    'answer-twice',
    manifest.answers.map(({ indicator }) => indicator),
  );
  for (const answer of manifest.answers) checkAnswer(answer, indicators.get(answer.indicator));
  const items = [...manifest.evidence, ...manifest.links];
  // One space of names: a citation says only the id.
  refuseRepeated(
    'evidence-twice',
    items.map(({ id }) => id),
  );
  refuseRepeated(
    'path-twice',
    manifest.evidence.map(({ path }) => path.toLowerCase()),
  );
  for (const { id, indicators: about } of items)
    for (const indicator of about)
      if (!indicators.has(indicator)) throw bad('unknown-indicator', `${id}: ${indicator}`);
}

function checkAnswer(answer: Answer, indicator: Indicator | undefined): void {
  if (indicator === undefined) throw bad('unknown-indicator', answer.indicator);
  if (answer.selfPoints !== null && answer.selfPoints > indicator.points) throw bad('points', answer.indicator);
  const problem = answer.measure === null ? null : checkMeasure(indicator.rule, answer.measure);
  if (problem !== null) throw bad(`measure-${problem}`, answer.indicator);
}

function refuseRepeated(reason: string, values: readonly string[]): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) throw bad(reason, value);
    seen.add(value);
  }
}
