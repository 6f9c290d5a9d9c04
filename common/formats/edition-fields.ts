import type { Fields } from '#common/domain/pick-fields.ts';
import type { ReviewFile } from './review-schema.ts';

const text = { th: true, en: true } as const;
const person = { name: true, title: true } as const;
const head = {
  lao: { code: true, name: true, type: true, district: true, province: true },
  round: { id: true, year: true, title: text },
  instrument: { id: true, version: true, digest: true },
  aspects: { aspect: true, full: true, self: true, team: true, selfPercent: true, teamPercent: true },
  totals: {
    method: true,
    full: true,
    self: true,
    team: true,
    teamOverall: { meanOfAspects: true, pointsRatio: true, deciding: true, grade: true, passed: true },
    selfOverall: { meanOfAspects: true, pointsRatio: true, deciding: true, grade: true, passed: true },
  },
  software: { name: true, version: true },
} as const;

/**
 * Everything of `review.json` that the organisation itself may read: scores with their reasons, what was found, what it
 * has to bring. Not the visit's note, which is the team's own.
 */
export const laoFields = {
  ...head,
  submission: true,
  manifest: true,
  team: { team: true, orderNumber: true, orderDate: true, visitedOn: true, place: true, members: person },
  finalised: { at: true, by: true },
  visit: { date: true, begin: true, end: true, place: true, orderNumber: true, team: person, lao: person },
  requests: { id: true, indicator: true, kind: true, text: true, done: true },
  indicators: {
    indicator: true,
    number: true,
    aspect: true,
    full: true,
    pilot: true,
    provincial: true,
    self: true,
    team: true,
    proposed: true,
    differenceReason: true,
    overrideReason: true,
    measure: { kind: true, numerator: true, denominator: true, ticked: true, doneOn: true },
    notApplicable: { reason: true, agreedBy: true },
    certificates: { id: true, issuer: true, title: true, issuedOn: true, signer: true, evidence: true },
    liveChecks: { id: true, address: true, at: true, seen: true, by: true, presence: true },
    citations: { number: true, evidence: true, sha256: true, title: true, page: true },
  },
} as const satisfies Fields<ReviewFile>;

/** Everything of `review.json` that anybody may read: totals, and no person. */
export const publicFields = { ...head, finalised: { at: true } } as const satisfies Fields<ReviewFile>;
