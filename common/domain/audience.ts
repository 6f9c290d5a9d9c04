/**
 * Whom a package is for. Full: the province and DLA. LAO: the organisation itself, without the team's private words.
 * Public: totals only.
 */
export const audiences = ['full', 'lao', 'public'] as const;
export type Audience = (typeof audiences)[number];
/** A package that holds a part of the result only. */
export type Edition = Exclude<Audience, 'full'>;
