/** A sentence or name in both languages of the product. Thai is the original; English helps readers abroad. */
export interface Text {
  readonly th: string;
  readonly en: string;
}

export type Language = 'th' | 'en';

export const textIn = (text: Text, language: Language): string => text[language];
