import { z } from 'zod';
import { markColours } from '#common/domain/annotation.ts';
import { longestStamp } from '#common/domain/stamp.ts';
import { channel } from '../channel.ts';

/** What the marking tools were last set to. Words of a stamp are for every document, so they say nothing about one. */
const stampWords = z.string().trim().min(1).max(longestStamp);
const Marking = z.object({
  colour: z.enum(markColours).default('blue'),
  /** Null: the first of the standard ones. */
  stamp: stampWords.nullable().default(null),
  ownStamps: z.array(stampWords).max(12).default([]),
});

/** Small, not secret, readable before the library is open. */
export const AppSettings = z.object({
  language: z.enum(['th', 'en']).default('th'),
  theme: z.enum(['light', 'dark', 'system']).default('light'),
  textSize: z.enum(['100', '115', '130']).default('100'),
  screenDigits: z.enum(['arabic', 'thai']).default('arabic'),
  printDigits: z.enum(['arabic', 'thai']).default('thai'),
  singleKeyShortcuts: z.boolean().default(true),
  blindMode: z.boolean().default(false),
  /** The person allowed the camera of this computer for field photos. */
  camera: z.boolean().default(false),
  panes: z.object({ rail: z.number(), form: z.number() }).default({ rail: 284, form: 400 }),
  marking: Marking.default({ colour: 'blue', stamp: null, ownStamps: [] }),
  /**
   * How evidence is looked at: the strip beside the pages, and whether two documents stand side by side. Null: as the
   * window has room for it.
   */
  viewer: z
    .object({ side: z.enum(['none', 'thumbnails', 'outline']).nullable(), isSplit: z.boolean().nullable() })
    .default({ side: null, isSplit: null }),
  /** Keyboard language seen when the passphrase was set: 'th', 'latin' or unknown. */
  passphraseKeyboard: z.enum(['th', 'latin', 'unknown']).default('unknown'),
});
export type AppSettings = z.infer<typeof AppSettings>;

const partial = z.object({
  language: AppSettings.shape.language.unwrap().optional(),
  theme: AppSettings.shape.theme.unwrap().optional(),
  textSize: AppSettings.shape.textSize.unwrap().optional(),
  screenDigits: AppSettings.shape.screenDigits.unwrap().optional(),
  printDigits: AppSettings.shape.printDigits.unwrap().optional(),
  singleKeyShortcuts: z.boolean().optional(),
  blindMode: z.boolean().optional(),
  camera: z.boolean().optional(),
  panes: AppSettings.shape.panes.unwrap().optional(),
  marking: Marking.optional(),
  viewer: AppSettings.shape.viewer.unwrap().optional(),
  passphraseKeyboard: AppSettings.shape.passphraseKeyboard.unwrap().optional(),
});

export const settingsChannels = {
  'settings.get': channel(z.object({}), AppSettings),
  'settings.set': channel(partial, AppSettings),
};
