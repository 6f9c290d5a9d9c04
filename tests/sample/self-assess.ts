import type { Indicator, Instrument, Measure } from '#common/domain/instrument.ts';
import type { LaoType } from '#common/domain/lao.ts';
import { proposePoints } from '#common/domain/rule.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { Answer } from '#common/domain/submission.ts';
import { seeded, seedOf } from './seeded.ts';

/** What an office says about one indicator, where it matters what exactly. */
export type Claim = Partial<Omit<Answer, 'indicator'>>;

/**
 * An answer for every indicator that applies. Offices think well of themselves: full points, except where the claim or
 * chance says otherwise; measures and notes agree with the points.
 */
export function selfAssess(
  instrument: Instrument,
  type: LaoType,
  claims: Readonly<Record<string, Claim>>,
  seed: string,
): Answer[] {
  const random = seeded(seedOf(seed));
  return applicableIndicators(instrument, type).map((indicator) => {
    const claim = claims[indicator.id] ?? {};
    const points = claim.selfPoints === undefined ? (random() < 0.12 ? 3 : 5) : claim.selfPoints;
    const measure = claim.measure === undefined ? measureFor(indicator, points ?? 0, random) : claim.measure;
    return {
      indicator: indicator.id,
      selfPoints: points,
      measure,
      note: claim.note ?? noteFor(indicator, points, measure),
    };
  });
}

function measureFor({ rule }: Indicator, points: number, random: () => number): Measure | null {
  const fits = (measure: Measure) => proposePoints(rule, measure) === points;
  switch (rule.kind) {
    case 'levels':
      return null;
    case 'percent': {
      const denominator = 12 + Math.floor(random() * 60);
      const tries = Array.from({ length: denominator + 1 }, (_, index) => denominator - index);
      const numerators = tries.filter((one) =>
        fits({ kind: 'percent', numerator: String(one), denominator: String(denominator) }),
      );
      const numerator = numerators[Math.floor(numerators.length * random() * 0.6)] ?? denominator;
      return { kind: 'percent', numerator: String(numerator), denominator: String(denominator) };
    }
    case 'checklist': {
      const ids = rule.items.map(({ id }) => id);
      const counts = ids.map((_, index) => ids.length - index);
      const count = counts.find((one) => fits({ kind: 'checklist', ticked: ids.slice(0, one) })) ?? ids.length;
      return { kind: 'checklist', ticked: ids.slice(0, count) };
    }
    case 'deadline': {
      const due = Date.parse(rule.due);
      const late = points >= 5 ? -(2 + Math.floor(random() * 12)) : 6;
      return { kind: 'deadline', doneOn: new Date(due + late * 86_400_000).toISOString().slice(0, 10) };
    }
  }
}

function noteFor({ rule }: Indicator, points: number | null, measure: Measure | null): string {
  if (rule.kind === 'levels') return rule.levels.find((level) => level.points === points)?.text.th ?? '';
  if (rule.kind === 'percent' && measure?.kind === 'percent')
    return `${measure.numerator} จาก ${measure.denominator} ${rule.unit.th}`;
  if (rule.kind === 'checklist' && measure?.kind === 'checklist')
    return measure.ticked.length === rule.items.length
      ? `ทำครบ ${rule.items.length} รายการ`
      : `ทำแล้ว ${measure.ticked.length} จาก ${rule.items.length} รายการ`;
  return points === 5 ? 'ดำเนินการแล้วเสร็จภายในกำหนด' : 'ดำเนินการแล้วเสร็จ แต่ล่าช้า';
}
