import type { Text } from './text.ts';

/**
 * Whom a package is for. Full: the province and DLA. LAO: the organisation itself, without the team's private words.
 * Public: totals only.
 */
export const audiences = ['full', 'lao', 'public'] as const;
export type Audience = (typeof audiences)[number];
/** A package that holds a part of the result only. */
export type Edition = Exclude<Audience, 'full'>;

/** What to know before trusting a verified edition: it holds a part, and only that could be checked. */
export const editionSentences: Readonly<Record<Edition, Text>> = {
  lao: {
    th: 'ฉบับสำหรับ อปท. ไม่มีประวัติ ตรวจได้เฉพาะส่วนที่มี',
    en: 'Edition for the LAO: no history, only a part can be checked',
  },
  public: { th: 'ฉบับสาธารณะ ตรวจได้เฉพาะคะแนนรวม', en: 'Public edition: only totals can be checked' },
};
