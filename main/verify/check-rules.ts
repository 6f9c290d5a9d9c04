import { noAmendments } from '#common/domain/amendments.ts';
import { citableItems } from '#common/domain/citable.ts';
import type { CitedSource } from '#common/domain/cited-source.ts';
import { findGaps } from '#common/domain/find-gaps.ts';
import { isBlank } from '#common/domain/is-blank.ts';
import { blockingGaps, type GapKind } from '#common/domain/gaps.ts';
import type { Indicator, Instrument } from '#common/domain/instrument.ts';
import { reviewOf } from '#common/domain/reduce-review.ts';
import type { Review } from '#common/domain/review.ts';
import { allowedPoints } from '#common/domain/rule.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { Text } from '#common/domain/text.ts';
import { isEarlier } from './earlier-citations.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageMembers } from './package-members.ts';
import type { ReadSubmission } from './read-content.ts';

const file = packageMembers.events.name;

const gapTexts: Partial<Record<GapKind, Text>> = {
  'not-scored': say('ยังไม่ให้คะแนน', 'has no score'),
  'not-cited': say('ให้คะแนนโดยไม่อ้างหลักฐาน', 'has points without a citation'),
  'reason-missing': say('คะแนนต่างจาก อปท. โดยไม่มีเหตุผล', 'differs from the self-score without a reason'),
  'override-missing': say('คะแนนต่างจากเกณฑ์โดยไม่มีเหตุผล', 'differs from the rule without a reason'),
};

/** Points that a rule cannot give, and an indicator left out that must not be. */
function checkIndicator(indicator: Indicator, review: Review, log: FindingLog): void {
  const { points, notApplicable } = reviewOf(review, indicator.id);
  const allowed = allowedPoints(indicator.rule);
  if (points !== null && !allowed.includes(points))
    log.error(
      'scores',
      'score.not-allowed',
      say(
        `ข้อ ${indicator.number}: เกณฑ์ไม่มีคะแนน ${points} (มี ${allowed.join(', ')})`,
        `No. ${indicator.number}: the rule does not give ${points} points (it gives ${allowed.join(', ')}).`,
      ),
      { file, indicator: indicator.number, expected: allowed.join(', '), actual: String(points) },
    );
  if (notApplicable !== null && indicator.notApplicable === 'never')
    log.error(
      'scores',
      'not-applicable.not-allowed',
      say(`ข้อ ${indicator.number} ตัดฐานไม่ได้ตามเกณฑ์`, `No. ${indicator.number} must not be left out.`),
      { file, indicator: indicator.number },
    );
  if (notApplicable !== null && (isBlank(notApplicable.reason) || isBlank(notApplicable.agreedBy)))
    log.error(
      'scores',
      'not-applicable.no-reason',
      say(
        `ข้อ ${indicator.number} ตัดฐานโดยไม่มีเหตุผลหรือไม่บอกว่าใครเห็นชอบ`,
        `No. ${indicator.number} is left out without a reason, or without saying who agreed.`,
      ),
      { file, indicator: indicator.number },
    );
}

/**
 * A finalised review gives only points that the rules know, and leaves nothing open that stops signing. Whether evidence
 * changed after an indicator was judged cannot be told from the newest revision alone, and is no error by itself.
 */
export function checkRules(
  instrument: Instrument,
  submission: ReadSubmission,
  { review, cited }: { readonly review: Review; readonly cited: ReadonlyMap<string, CitedSource> },
  log: FindingLog,
): void {
  const { manifest } = submission;
  const indicators = applicableIndicators(instrument, manifest.lao.type);
  for (const indicator of indicators) checkIndicator(indicator, review, log);
  const numbers = new Map(indicators.map(({ id, number }) => [id, number]));
  for (const gap of findGaps(instrument, manifest, review, { ...noAmendments, cited })) {
    const text = gapTexts[gap.kind];
    if (text === undefined || !blockingGaps.includes(gap.kind)) continue;
    for (const id of gap.indicators) {
      const indicator = numbers.get(id) ?? id;
      log.error('scores', `gap.${gap.kind}`, say(`ข้อ ${indicator} ${text.th}`, `No. ${indicator} ${text.en}.`), {
        file,
        indicator,
      });
    }
  }
  const known = citableItems(manifest, review);
  for (const citation of review.citations)
    if (!known.has(citation.evidence) && !isEarlier(citation, submission)) {
      const { evidence, indicator } = citation;
      const number = numbers.get(indicator) ?? indicator;
      const message = say(
        `ข้อ ${number} อ้างหลักฐาน ${evidence} ที่ อปท. ไม่ได้ส่ง`,
        `No. ${number} cites evidence ${evidence} that the LAO did not send.`,
      );
      log.error('scores', 'citation.unknown', message, { file, indicator: number });
    }
}
