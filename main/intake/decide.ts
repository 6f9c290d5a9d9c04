import type { ReceiptOutcome } from '#common/formats/receipt-schema.ts';
import type { Examined } from './examined.ts';

/** What a decision looks at; nothing else of a package matters. */
export interface Candidate {
  readonly sha256: string;
  readonly verdict: Examined['verdict'];
  /** Examined under the terms (whose certificates are good) that hold now. */
  readonly current: boolean;
  readonly closed: boolean;
  /** Thumbprint (hex) of the key that signed the submission, and SHA-256 of the instrument it was judged by. */
  readonly sender: string;
  readonly instrument: string;
  /** Organisation and round: of each only one result can count. */
  readonly place: string;
  readonly submission: string;
  /** SHA-256 of what was judged. */
  readonly judged: string;
  /** Milliseconds; when the team ended its work, and when it was last signed. */
  readonly finalisedAt: number;
  readonly signedAt: number;
  /** Fingerprints of the certificates whose signatures hold. */
  readonly signers: readonly string[];
  /** Number in order of coming in. */
  readonly taken: number;
  readonly before: ReceiptOutcome | null;
}

export type DecisionReason =
  | 'same-content'
  | 'newer-version'
  | 'other-signer'
  | 'other-submission'
  | 'contradicts'
  | 'not-closed'
  | 'unknown-sender'
  | 'other-instrument'
  | 'other-terms'
  | 'person-decided';

export interface Decision {
  readonly outcome: ReceiptOutcome;
  readonly reason: DecisionReason | null;
  readonly other: string | null;
}

export interface DecideOptions {
  /** Every valid package is signed by somebody whose certificate the centre trusts. */
  readonly trusted: boolean;
  /** By package that a person chose: the number of the last package that had come in by then. */
  readonly rulings: ReadonlyMap<string, number>;
  /** Keys that may have signed submissions, and instruments that may have been judged by; null: any. */
  readonly senders: ReadonlySet<string> | null;
  readonly instruments: ReadonlySet<string> | null;
}

/**
 * What becomes of each package. Where nobody said whose certificates are good, a later package that lacks a signer of an
 * earlier one takes nobody's place: anybody can sign a later one. It waits for a person.
 */
export function decide(candidates: readonly Candidate[], options: DecideOptions): Map<string, Decision> {
  const decisions = new Map<string, Decision>();
  const places = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const barred = withoutContest(one, options);
    if (barred !== null) decisions.set(one.sha256, barred);
    else places.set(one.place, [...(places.get(one.place) ?? []), one]);
  }
  for (const there of places.values())
    for (const [sha256, decision] of decidePlace(there.toSorted(byTime), options)) decisions.set(sha256, decision);
  return decisions;
}

/** What takes no part, and so takes nobody's place. Null: it may count. */
function withoutContest(one: Candidate, { rulings, senders, instruments }: DecideOptions): Decision | null {
  const barred = (outcome: ReceiptOutcome, reason: DecisionReason | null): Decision => ({
    ...{ outcome, reason, other: null },
  });
  if (one.verdict !== 'valid') return barred(one.verdict === 'invalid' ? 'rejected' : 'unreadable', null);
  if (!one.current) return barred('held', 'other-terms');
  if (senders?.has(one.sender) === false) return barred('rejected', 'unknown-sender');
  if (instruments?.has(one.instrument) === false) return barred('rejected', 'other-instrument');
  // Whoever takes out the closing signature leaves a package that holds: only a person may take that.
  return one.closed || rulings.has(one.sha256) ? null : barred('held', 'not-closed');
}

const byTime = (one: Candidate, other: Candidate): number =>
  one.finalisedAt - other.finalisedAt || one.signedAt - other.signedAt || (one.sha256 < other.sha256 ? -1 : 1);

function decidePlace(sorted: readonly Candidate[], options: DecideOptions): Map<string, Decision> {
  const ruled = sorted
    .filter(({ sha256 }) => options.rulings.has(sha256))
    .toSorted((one, other) => (options.rulings.get(one.sha256) ?? 0) - (options.rulings.get(other.sha256) ?? 0))
    .at(-1);
  const anchor = ruled ?? sorted.find(({ before }) => before === 'accepted');
  const first = sorted[0];
  if (first === undefined) return new Map();
  const decisions = settle(anchor ?? first, sorted, options);
  const isHeld = [...decisions.values()].some(({ outcome }) => outcome === 'held');
  if (anchor !== undefined || !isHeld) return decisions;
  // Which of them came first says nothing: times are the signers' own words.
  const newest = sorted.at(-1) ?? first;
  return new Map(
    sorted.map(({ sha256 }) => [
      sha256,
      { outcome: 'held', reason: 'contradicts', other: sha256 === newest.sha256 ? first.sha256 : newest.sha256 },
    ]),
  );
}

/** Whether everybody who signed `one` signed `other` as well. */
const covered = (one: Candidate, other: Candidate): boolean =>
  one.signers.every((name) => other.signers.includes(name));

/** Whether somebody signed both: among people who are trusted that is a correction, not a stranger's package. */
const shares = (one: Candidate, other: Candidate): boolean => one.signers.some((name) => other.signers.includes(name));

/** Starts from one that counts and lets later ones take its place, as far as they may; then compares all with the last. */
function settle(anchor: Candidate, sorted: readonly Candidate[], options: DecideOptions): Map<string, Decision> {
  const ruledAt = options.rulings.get(anchor.sha256) ?? -1;
  const known = options.trusted ? shares : covered;
  let current = anchor;
  for (const one of sorted.slice(sorted.indexOf(anchor) + 1)) {
    if (one.taken <= ruledAt || one.submission !== current.submission) continue;
    const isSigned = one.judged === current.judged && one.signers.length > current.signers.length;
    if (isSigned ? covered(current, one) : one.judged !== current.judged && known(current, one)) current = one;
  }
  const last = sorted.indexOf(current);
  const decisionOf = (one: Candidate, at: number): Omit<Decision, 'other'> => {
    if (one === current) return { outcome: 'accepted', reason: null };
    if (one.taken <= ruledAt) return { outcome: 'superseded', reason: 'person-decided' };
    if (one.submission !== current.submission) return { outcome: 'held', reason: 'other-submission' };
    const isSame = one.judged === current.judged;
    // A later one that could have taken the place has done so above.
    if (!known(one, current) || (!isSame && at > last)) return { outcome: 'held', reason: 'other-signer' };
    return isSame
      ? { outcome: 'duplicate', reason: 'same-content' }
      : { outcome: 'superseded', reason: 'newer-version' };
  };
  return new Map(
    sorted.map((one, at) => [one.sha256, { ...decisionOf(one, at), other: one === current ? null : current.sha256 }]),
  );
}
