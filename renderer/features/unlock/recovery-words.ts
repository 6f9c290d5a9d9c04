/** The words as typed, lower case; numbers, dots and commas between them do not matter. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s\d.,;)]+/)
    .filter(Boolean);
