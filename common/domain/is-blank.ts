/** Nothing a reader could see: no letter, digit, punctuation or symbol. Zero-width characters are no reason either. */
export const isBlank = (text: string): boolean => !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
