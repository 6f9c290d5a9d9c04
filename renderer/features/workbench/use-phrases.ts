import { useQuery } from '@tanstack/react-query';
import { phrasesFor, type Phrase, type PhraseScope } from '#common/domain/phrase.ts';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { phrasesQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { useDesk } from './desk.ts';

interface Phrases {
  /** Those that fit this indicator, the likeliest first. */
  readonly fitting: readonly Phrase[];
  readonly here: PhraseScope;
  /** Keeps a text; true when it is kept. */
  save(phrase: {
    readonly id: string | null;
    readonly text: string;
    readonly scope: PhraseScope | null;
  }): Promise<boolean>;
  used(id: string): void;
  remove(id: string): void;
}

/** The person's own phrases. A refusal is told as a toast. */
export function usePhrases(): Phrases {
  const language = useLanguage();
  const { indicator, detail } = useDesk();
  const { data = [] } = useQuery(phrasesQuery());
  const here = { instrument: detail.instrument.id, indicator: indicator.id };
  const tell = (error: unknown) => {
    tellFailed(errorText(error, language));
    return false;
  };
  return {
    fitting: phrasesFor(data, here),
    here,
    save: (phrase) =>
      call('phrase.save', phrase)
        .then(() => true)
        .catch(tell),
    used: (id) => void call('phrase.use', { id }).catch(tell),
    remove: (id) => void call('phrase.remove', { id }).catch(tell),
  };
}
