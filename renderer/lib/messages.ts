import { useLanguage } from './settings.ts';

type Entry = string | ((...args: never[]) => string);

type Shape<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string ? (...args: A) => string : string;
};

export interface Messages<S> {
  readonly th: S;
  readonly en: S;
}

/**
 * The words of one screen or component in both languages. Thai comes first and sets the keys and parameters; English has
 * to have the same ones, or it does not compile.
 */
export function defineMessages<T extends Readonly<Record<string, Entry>>>(messages: {
  readonly th: T;
  readonly en: Shape<NoInfer<T>>;
}): Messages<Shape<T>> {
  return messages as unknown as Messages<Shape<T>>;
}

/** The words in the language of the screen; changes at once when the language does. */
export const useMessages = <S>(messages: Messages<S>): S => messages[useLanguage()];
