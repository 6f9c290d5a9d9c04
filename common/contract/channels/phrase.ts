import { z } from 'zod';
import { localId } from '#common/formats/primitives.ts';
import { longestPhrase, type Phrase as DomainPhrase } from '#common/domain/phrase.ts';
import { channel } from '../channel.ts';

const scope = z.object({ instrument: z.string().min(1).max(200), indicator: localId }).nullable();
const text = z.string().trim().min(1).max(longestPhrase);

const Phrase = z.object({
  id: z.uuid(),
  text: z.string(),
  scope,
  used: z.number(),
  changedAt: z.string(),
}) satisfies z.ZodType<DomainPhrase>;

/** The person's own sentences for reasons and remarks, in their library. */
export const phraseChannels = {
  'phrase.list': channel(z.object({}), z.array(Phrase)),
  /** Without `id` a new one, unless the same words are kept already. Refused with 'phrase.too-many'. */
  'phrase.save': channel(z.object({ id: z.uuid().nullable(), text, scope }), Phrase),
  /** It was put in: those used often come first. */
  'phrase.use': channel(z.object({ id: z.uuid() }), z.object({})),
  'phrase.remove': channel(z.object({ id: z.uuid() }), z.object({})),
};
