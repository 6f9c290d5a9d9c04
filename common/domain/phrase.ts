/** A sentence that one person keeps to use again. */
export interface Phrase {
  /** UUID. */
  readonly id: string;
  readonly text: string;
  /** The indicator that it is for; null for any. */
  readonly scope: PhraseScope | null;
  /** How often it was put in. */
  readonly used: number;
  /** ISO 8601, when it was kept or changed last. */
  readonly changedAt: string;
}

/** Ids of indicators mean something inside their instrument only. */
export interface PhraseScope {
  readonly instrument: string;
  readonly indicator: string;
}

/** Kept together, so that the list stays one that a person can oversee. */
export const mostPhrases = 300;
export const longestPhrase = 1000;

export const sameScope = (a: PhraseScope | null, b: PhraseScope | null): boolean =>
  a?.instrument === b?.instrument && a?.indicator === b?.indicator;

/** What fits an indicator: its own phrases first, then those for any; the most used first, then the newest. */
export const phrasesFor = (phrases: readonly Phrase[], scope: PhraseScope): readonly Phrase[] =>
  phrases
    .filter((phrase) => phrase.scope === null || sameScope(phrase.scope, scope))
    .sort(
      (a, b) =>
        Number(a.scope === null) - Number(b.scope === null) ||
        b.used - a.used ||
        b.changedAt.localeCompare(a.changedAt) ||
        a.id.localeCompare(b.id),
    );

/** The text as it is kept: one line, without spaces around it. */
export const tidyPhrase = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Puts a phrase at the end of what is written already. */
export const withPhrase = (text: string, phrase: string): string =>
  text.trim() === '' ? phrase : `${text.trimEnd()} ${phrase}`;
