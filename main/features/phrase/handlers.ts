import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createPhrases } from './service.ts';

export const phraseHandlers = (
  phrases: ReturnType<typeof createPhrases>,
): HandlersFor<Extract<Channel, `phrase.${string}`>> => ({
  'phrase.list': () => phrases.list(),
  'phrase.save': (input) => phrases.save(input),
  'phrase.use': async ({ id }) => {
    await phrases.use(id);
    return {};
  },
  'phrase.remove': async ({ id }) => {
    await phrases.remove(id);
    return {};
  },
});
