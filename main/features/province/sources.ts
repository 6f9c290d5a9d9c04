import type { ProvinceGroup, ProvinceGroupKey } from '#common/contract/channels/province.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Amendments } from '#common/domain/amendments.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';

/** One submission with what its team did. */
export interface LoadedResult {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Review;
  readonly amendments: Amendments;
  readonly events: readonly { readonly line: string }[];
}

/** What this feature needs to know of submissions and reviews. */
export interface ProvinceSources {
  readonly submissions: {
    list(): Promise<readonly SubmissionSummary[]>;
    records(): Promise<readonly { readonly id: string; readonly instrumentDigest: string }[]>;
    load(id: string): Promise<{
      readonly instrument: Instrument;
      readonly manifestDigest: string;
      readonly instrumentDigest: string;
    }>;
  };
  readonly reviews: { load(submission: string): Promise<LoadedResult> };
}

/** The submissions of one group, locked or not, in the order of their codes. */
export interface GroupMembers {
  readonly key: ProvinceGroupKey;
  readonly all: readonly SubmissionSummary[];
}

export const isFinalised = ({ state }: SubmissionSummary): boolean => state === 'finalised' || state === 'signed';

const same = (a: ProvinceGroupKey, b: ProvinceGroupKey): boolean =>
  a.province === b.province && a.year === b.year && a.instrument === b.instrument && a.sample === b.sample;

/** Never two instruments, years or provinces in one, and the sample apart; newest first. */
async function groupMembers({ submissions }: ProvinceSources): Promise<readonly GroupMembers[]> {
  const digests = new Map((await submissions.records()).map(({ id, instrumentDigest }) => [id, instrumentDigest]));
  const groups: { readonly key: ProvinceGroupKey; readonly all: SubmissionSummary[] }[] = [];
  for (const summary of await submissions.list()) {
    const instrument = digests.get(summary.id);
    if (instrument === undefined || summary.state === 'importing') continue;
    const key = { province: summary.province, year: summary.year, instrument, sample: summary.sample };
    const known = groups.find((group) => same(group.key, key));
    if (known === undefined) groups.push({ key, all: [summary] });
    else known.all.push(summary);
  }
  for (const { all } of groups) all.sort((a, b) => (a.laoCode < b.laoCode ? -1 : 1));
  return groups.sort((a, b) => b.key.year - a.key.year || b.all.length - a.all.length);
}

export async function listGroups(sources: ProvinceSources): Promise<ProvinceGroup[]> {
  const groups: ProvinceGroup[] = [];
  for (const { key, all } of await groupMembers(sources)) {
    const [first] = all;
    if (first === undefined) continue;
    const { instrument } = await sources.submissions.load(first.id);
    groups.push({
      key,
      instrumentTitle: { ...instrument.title },
      instrumentVersion: instrument.version,
      all: all.length,
      finalised: all.filter(isFinalised).length,
    });
  }
  return groups;
}

/** An unknown key is a group without members: what it named is gone. */
export const membersOf = async (sources: ProvinceSources, key: ProvinceGroupKey): Promise<GroupMembers> =>
  (await groupMembers(sources)).find((group) => same(group.key, key)) ?? { key, all: [] };

/** Throws AppError('province.nothing-final'): there is nothing to count or print. */
export function firstFinal({ all }: GroupMembers): SubmissionSummary {
  const first = all.find(isFinalised);
  if (first === undefined) throw new AppError('province.nothing-final');
  return first;
}
