import type { LeftOut } from '#common/contract/channels/province.ts';
import type { ProvinceInput } from '#common/domain/province-input.ts';
import { provinceResultOf, type ProvinceResult } from '#common/domain/province-result.ts';
import { firstFinal, isFinalised, membersOf, type ProvinceSources } from './sources.ts';
import { walkResults, type Walk } from './walk.ts';
import type { ProvinceGroupKey } from '#common/contract/channels/province.ts';

/** What the papers of a province are made from, without how they are written. */
export interface Gathered {
  readonly input: Omit<ProvinceInput, 'language' | 'digits' | 'printedAt'>;
  readonly results: number;
  readonly leftOut: LeftOut[];
}

/** Reads every locked result of a group once and keeps the little that counts. */
export async function gather(sources: ProvinceSources, group: ProvinceGroupKey, walk: Walk): Promise<Gathered> {
  const members = await membersOf(sources, group);
  const { instrument, instrumentDigest } = await sources.submissions.load(firstFinal(members).id);
  const results: ProvinceResult[] = [];
  const walked = await walkResults(sources, members, walk, async ({ manifest, review }) => {
    results.push(provinceResultOf(instrument, manifest, review));
    return Promise.resolve();
  });
  const unreadable = new Set(walked.leftOut.map(({ laoCode }) => laoCode));
  const { province, year } = group;
  return {
    ...walked,
    input: {
      ...{ province, year, instrument, instrumentDigest, results },
      known: members.all.length,
      leftOut: members.all
        .filter((one) => !isFinalised(one) || unreadable.has(one.laoCode))
        .map((one) => ({ laoCode: one.laoCode, laoName: one.laoName, isLocked: isFinalised(one) })),
    },
  };
}
