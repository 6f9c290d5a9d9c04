import { citedEvidence } from './report-citations.ts';
import { findingOf } from './report-finding.ts';
import type { Indicator } from './instrument.ts';
import { inDigits } from './print-digits.ts';
import type { ReportInput } from './report-input.ts';
import { reviewOf } from './reduce-review.ts';
import { applicableIndicators, standingOf } from './scoring.ts';
import { formatDate } from './thai-date.ts';
import type { Certificate } from './visit.ts';

/** An indicator where the team's points differ from the LAO's own. */
export interface DifferenceRow {
  readonly number: string;
  readonly title: string;
  readonly self: string;
  readonly team: string;
  readonly reason: string;
  /** "ปค.๑ หนังสือรับรอง น. ๑" */
  readonly evidence: readonly string[];
}

export interface NotApplicableRow {
  readonly number: string;
  readonly title: string;
  readonly reason: string;
  readonly agreedBy: string;
  /** Set where the rule gives full points instead of leaving the base. */
  readonly fullPoints: boolean;
}

/** One aspect of the annex: every indicator with what was found. */
export interface ScoreSheet {
  readonly aspect: string;
  readonly title: string;
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  readonly number: string;
  readonly title: string;
  /** Pilot, provincial, not applicable. */
  readonly tags: readonly string[];
  readonly full: string;
  readonly self: string;
  readonly team: string;
  readonly finding: string;
  /** Why the rule was not followed, remarks. */
  readonly remarks: readonly string[];
  readonly evidence: readonly string[];
}

const dash = '–';

/** An indicator with both sides' points. */
export interface Scored {
  readonly indicator: Indicator;
  readonly self: number | null;
  readonly team: number | null;
  /** Settled as not applicable, removed from the base or given full points. */
  readonly removed: boolean;
}

/** In the instrument's order. */
export function scoredIndicators({
  instrument,
  manifest,
  review,
}: Pick<ReportInput, 'instrument' | 'manifest' | 'review'>): readonly Scored[] {
  const answers = new Map(manifest.answers.map((answer) => [answer.indicator, answer.selfPoints]));
  return applicableIndicators(instrument, manifest.lao.type).map((indicator) => {
    const standing = standingOf(indicator, reviewOf(review, indicator.id));
    return {
      indicator,
      self: answers.get(indicator.id) ?? null,
      team: standing.points,
      removed: standing.state === 'removed' || standing.state === 'full-points',
    };
  });
}

/** An indicator that the LAO did not score counts as 0 there, as in the totals. */
export const differs = ({ self, team, removed }: Scored): boolean => !removed && team !== null && team !== (self ?? 0);

/** In the instrument's order. */
export function differenceRows(input: ReportInput): readonly DifferenceRow[] {
  const { review, language, digits } = input;
  const say = (text: string) => inDigits(text, digits);
  return scoredIndicators(input)
    .filter(differs)
    .map(({ indicator, self, team }) => {
      const reason = reviewOf(review, indicator.id).differenceReason.trim();
      const missing = language === 'th' ? 'ยังไม่ระบุเหตุผล' : 'Reason not given yet';
      return {
        number: say(indicator.number),
        title: say(indicator.title[language]),
        self: self === null ? dash : say(String(self)),
        team: say(String(team)),
        reason: reason === '' ? missing : say(reason),
        evidence: citedEvidence(input, indicator.id),
      };
    });
}

export function notApplicableRows(input: ReportInput): readonly NotApplicableRow[] {
  const { review, language, digits } = input;
  const say = (text: string) => inDigits(text, digits);
  return scoredIndicators(input).flatMap(({ indicator, removed }) => {
    const settled = reviewOf(review, indicator.id).notApplicable;
    if (!removed || settled === null) return [];
    return [
      {
        number: say(indicator.number),
        title: say(indicator.title[language]),
        reason: say(settled.reason),
        agreedBy: say(settled.agreedBy),
        fullPoints: indicator.notApplicable === 'full-points',
      },
    ];
  });
}

export function scoreSheets(input: ReportInput): readonly ScoreSheet[] {
  const { instrument, language, digits } = input;
  const scored = scoredIndicators(input);
  return instrument.aspects.map((aspect) => ({
    aspect: inDigits(String(aspect.number), digits),
    title: aspect.title[language],
    rows: scored.filter(({ indicator }) => indicator.aspect === aspect.number).map((row) => sheetRow(input, row)),
  }));
}

function sheetRow(input: ReportInput, { indicator, self, team, removed }: Scored): SheetRow {
  const { review, language, digits } = input;
  const say = (text: string) => inDigits(text, digits);
  const th = language === 'th';
  const { overrideReason, remark } = reviewOf(review, indicator.id);
  const tags = [
    ...(indicator.pilot ? [th ? 'นำร่อง ไม่นับคะแนน' : 'pilot, not counted'] : []),
    ...(indicator.provincial ? [th ? 'ของจังหวัด' : 'provincial'] : []),
    ...(removed ? [setAsideTag(team !== null, th)] : []),
  ];
  const points = (value: number | null) => (value === null ? dash : say(String(value)));
  return {
    number: say(indicator.number),
    title: say(indicator.title[language]),
    tags,
    full: say(String(indicator.points)),
    self: points(self),
    team: team === null && removed ? (th ? 'ตัด' : 'N/A') : points(team),
    finding: removed ? '' : findingOf(input, indicator),
    remarks: [
      ...(overrideReason.trim() === '' ? [] : [`${th ? 'ให้ต่างจากเกณฑ์: ' : 'Rule overridden: '}${say(overrideReason)}`]),
      ...(remark.trim() === '' ? [] : [say(remark)]),
      ...review.certificates
        .filter((one) => one.indicator === indicator.id)
        .map((one) => say(certificateLine(one, input))),
    ],
    evidence: citedEvidence(input, indicator.id),
  };
}

function certificateLine({ title, issuer, issuedOn, signer }: Certificate, { language }: ReportInput): string {
  const th = language === 'th';
  const parts = [
    `${th ? 'หนังสือรับรอง' : 'Certificate'} ${title}`.trim(),
    ...(issuer === '' ? [] : [`${th ? 'โดย' : 'by'} ${issuer}`]),
    ...(issuedOn === null
      ? []
      : [`${th ? 'ลงวันที่' : 'of'} ${formatDate(issuedOn, { language, style: 'long', digits: 'arabic' })}`]),
    ...(signer === '' ? [] : [`${th ? 'ลงนามโดย' : 'signed by'} ${signer}`]),
  ];
  return parts.join(' ');
}

const setAsideTag = (fullPoints: boolean, th: boolean): string => {
  if (fullPoints) return th ? 'ไม่มีกรณี ให้คะแนนเต็ม' : 'not applicable, full points';
  return th ? 'ตัดฐาน' : 'not applicable';
};
