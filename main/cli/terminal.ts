import type { Language, Text } from '#common/domain/text.ts';

/** 0: everything as asked. 1: read, but invalid. 2: could not be read, or asked for wrongly. */
export type ExitCode = 0 | 1 | 2;

/** The reader's language: `--lang`, else the locale of the terminal; Thai where nothing says otherwise. */
export function languageOf(option: string | undefined, env: NodeJS.ProcessEnv): Language {
  if (option === 'th' || option === 'en') return option;
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '');
  return locale === undefined || /^th/i.test(locale) ? 'th' : 'en';
}

/** Control characters of a hostile file must not reach the terminal. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

export const writeLine = (text = ''): void => void process.stdout.write(`${printable(text)}\n`);
export const writeError = (text: string): void => void process.stderr.write(`${printable(text)}\n`);

export const both = (th: string, en: string): Text => ({ th, en });

const units = ['B', 'kB', 'MB', 'GB'] as const;

/** "2.4 MB"; powers of 1,000 as file managers count. */
export function formatSize(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${units[step] ?? 'B'}`;
}
