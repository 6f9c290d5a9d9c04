/** Whether this computer can go into the field: each check by itself, then all of them. Green, amber, red. */
export type ReadinessLevel = 'good' | 'look' | 'bad';

type ReadinessCheck = 'content' | 'pages' | 'links' | 'complete' | 'disk' | 'clock' | 'signing-key' | 'recovery';

export interface ReadinessEntry {
  readonly submission: string | null;
  readonly laoName: string;
  readonly evidence: string | null;
  /** The first indicator that the evidence belongs to: where it can be seen. */
  readonly indicator: string | null;
  readonly title: string;
  readonly reason: string;
}

export interface ReadinessItem {
  readonly check: ReadinessCheck;
  readonly level: ReadinessLevel;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly entries: readonly ReadinessEntry[];
}

/** What the evidence frame made of a file. */
export type DecodeOutcome = 'drawn' | 'password' | 'damaged' | 'unsupported' | 'too-large' | 'unreadable' | 'timeout';

/** Who is expected on this computer, as the server said last; `here` and `revision` are numbers of revisions. */
export interface ExpectedSubmission {
  readonly laoName: string;
  /** Null: not on this computer. */
  readonly here: number | null;
  /** The newest one on the server; null: the LAO has not sent anything. */
  readonly revision: number | null;
  readonly withdrawn: boolean;
}

const weight: Readonly<Record<ReadinessLevel, number>> = { good: 0, look: 1, bad: 2 };

export const worstLevel = (levels: readonly ReadinessLevel[]): ReadinessLevel =>
  levels.reduce((worst, level) => (weight[level] > weight[worst] ? level : worst), 'good');

/** A lost or changed file cannot be shown in the field, whoever changed it. Nothing checked is no proof of anything. */
export function judgeContent(checked: {
  readonly submissions: number;
  readonly files: number;
  readonly bytes: number;
  readonly entries: readonly ReadinessEntry[];
}): ReadinessItem {
  const { submissions, files, bytes, entries } = checked;
  const level = entries.length > 0 ? 'bad' : submissions === 0 ? 'look' : 'good';
  return { check: 'content', level, facts: { submissions, files, bytes, wrong: entries.length }, entries };
}

/** A file for another program is no fault; one that is damaged is. The rest somebody has to try before leaving. */
const outcomeLevels: Readonly<Record<Exclude<DecodeOutcome, 'drawn'>, ReadinessLevel>> = {
  damaged: 'bad',
  unreadable: 'bad',
  password: 'look',
  timeout: 'look',
  'too-large': 'look',
  unsupported: 'good',
};

/** `entries`: files that were not drawn, with the outcome as their reason. */
export function judgePages(
  drawn: number,
  entries: readonly (ReadinessEntry & { readonly reason: Exclude<DecodeOutcome, 'drawn'> })[],
): ReadinessItem {
  const levelOf = (entry: (typeof entries)[number]) => outcomeLevels[entry.reason];
  const outside = entries.filter(({ reason }) => reason === 'unsupported').length;
  return {
    check: 'pages',
    level: worstLevel(entries.map(levelOf)),
    facts: { drawn, outside, wrong: entries.length - outside },
    entries: entries.toSorted((a, b) => weight[levelOf(b)] - weight[levelOf(a)]),
  };
}

export const judgeLinks = (entries: readonly ReadinessEntry[]): ReadinessItem => ({
  check: 'links',
  level: entries.length > 0 ? 'look' : 'good',
  facts: { links: entries.length },
  entries,
});

/** Amber, not red: a visit goes to some of the places only, and who leaves has to know which ones are not here. */
export function judgeComplete(expected: readonly ExpectedSubmission[]): ReadinessItem {
  const entries = expected.flatMap(({ laoName, here, revision, withdrawn }): ReadinessEntry[] => {
    const reason = whyIncomplete(here, revision, withdrawn);
    return reason === null ? [] : [{ submission: null, laoName, evidence: null, indicator: null, title: '', reason }];
  });
  return {
    check: 'complete',
    level: entries.length > 0 ? 'look' : 'good',
    facts: { expected: expected.filter(({ withdrawn }) => !withdrawn).length, wrong: entries.length },
    entries,
  };
}

function whyIncomplete(here: number | null, revision: number | null, withdrawn: boolean): string | null {
  if (withdrawn) return here === null ? null : 'withdrawn';
  if (here === null) return revision === null ? 'not-sent' : 'not-here';
  return revision !== null && here < revision ? 'older' : null;
}

/** Bytes, decimal as disks are sold. */
const fullDisk = 500e6;
const narrowDisk = 2e9;

export const judgeDisk = (free: number): ReadinessItem => ({
  check: 'disk',
  level: free < fullDisk ? 'bad' : free < narrowDisk ? 'look' : 'good',
  facts: { free },
  entries: [],
});

/** Beyond this the times on signatures and in the history would mislead. */
const wrongClock = 2 * 60_000;

/** `ahead`: milliseconds that the server's clock is ahead; null: no server was ever asked. */
export const judgeClock = (ahead: number | null): ReadinessItem => ({
  check: 'clock',
  level: ahead === null ? 'look' : Math.abs(ahead) > wrongClock ? 'bad' : 'good',
  facts: ahead === null ? { compared: false } : { compared: true, seconds: Math.round(ahead / 1000) },
  entries: [],
});

const day = 86_400_000;
const soon = 30 * day;

/**
 * Never red: without a valid key nothing can be signed, but a new one is made on the spot, without a network. An ended key
 * therefore means no more than none.
 */
export function judgeKeys(
  keys: readonly { readonly validFrom: string; readonly validTo: string }[],
  now: number,
): ReadinessItem {
  const ends = keys
    .filter(({ validFrom, validTo }) => Date.parse(validFrom) <= now && Date.parse(validTo) >= now)
    .map(({ validTo }) => validTo)
    .sort((a, b) => Date.parse(b) - Date.parse(a));
  const [last] = ends;
  const facts = { keys: keys.length, usable: ends.length };
  if (last === undefined) return { check: 'signing-key', level: 'look', facts, entries: [] };
  const left = Date.parse(last) - now;
  return {
    check: 'signing-key',
    level: left < soon ? 'look' : 'good',
    facts: { ...facts, validTo: last, days: Math.floor(left / day) },
    entries: [],
  };
}

export const judgeRecovery = (printed: boolean): ReadinessItem => ({
  check: 'recovery',
  level: printed ? 'good' : 'look',
  facts: { printed },
  entries: [],
});
