import type { ProvinceGroupKey } from '#common/contract/channels/province.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';

/** Without what file systems refuse. */
const safe = (name: string): string => name.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '-');

/** "LPA2567-05990312-ท่าแก้วพัฒนา"; a draft is told apart. */
export const resultFileName = ({ round, lao }: SubmissionManifest, isDraft: boolean): string =>
  `${isDraft ? 'draft-' : ''}LPA${round.year}-${lao.code}-${safe(lao.name)}`;

/** "LPA2567-ธารานคร"; what was made from the sample says so. */
export const groupFileName = ({ year, province, sample }: ProvinceGroupKey): string =>
  `LPA${year}-${safe(province)}${sample ? '-sample' : ''}`;
