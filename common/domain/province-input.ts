import type { Instrument } from './instrument.ts';
import type { ProvinceResult } from './province-result.ts';
import type { Language } from './text.ts';
import type { Digits } from './thai-date.ts';

/** What a paper of a province is made from, and how it is to be written. */
export interface ProvinceInput {
  readonly province: string;
  readonly year: number;
  readonly instrument: Instrument;
  readonly instrumentDigest: string;
  /** Locked results only, in the order of the LAOs' codes. */
  readonly results: readonly ProvinceResult[];
  /** How many LAOs of this province, year and instrument are on the computer, locked or not. */
  readonly known: number;
  /** LAOs that are on the computer and not in `results`, with the reason. */
  readonly leftOut: readonly { readonly laoCode: string; readonly laoName: string; readonly isLocked: boolean }[];
  readonly language: Language;
  readonly digits: Digits;
  /** ISO 8601 with offset. */
  readonly printedAt: string;
}
