/** A title as the name of a file, without its ending: without what file systems refuse or nobody sees. */
export const fileBase = (title: string): string =>
  title.replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff<>:"/\\|?*]/gu, ' ').trim();
