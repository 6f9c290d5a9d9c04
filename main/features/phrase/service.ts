import { AppError } from '#common/contract/failures.ts';
import { mostPhrases, sameScope, tidyPhrase, type Phrase, type PhraseScope } from '#common/domain/phrase.ts';
import type { Clock, Emit, Ids } from '#main/lib/ports.ts';
import type { Database } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import { deletePhrase, readPhrases, writePhrase } from './queries.ts';

export interface PhraseDeps {
  /** The open library; throws 'library.locked'. */
  current(): { readonly db: Database; readonly vault: Vault };
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'random'>;
  readonly emit: Emit;
}

/** The person's own phrases. A library belongs to one person, so nothing more says whose they are. */
export function createPhrases({ current, clock, ids, emit }: PhraseDeps) {
  const changed = () => emit('changed', { what: 'phrases' });
  const now = () => new Date(clock.now()).toISOString();

  return {
    async list(): Promise<Phrase[]> {
      const { db, vault } = current();
      return readPhrases(db, vault);
    },

    async save(given: {
      readonly id: string | null;
      readonly text: string;
      readonly scope: PhraseScope | null;
    }): Promise<Phrase> {
      const { db, vault } = current();
      const text = tidyPhrase(given.text);
      const saved = await db.write(async (tx) => {
        const all = await readPhrases(tx, vault);
        const twin = all.find((one) => one.text === text && sameScope(one.scope, given.scope));
        if (twin !== undefined && given.id === null) return twin;
        const before = all.find((one) => one.id === given.id);
        if (before === undefined && all.length >= mostPhrases) throw new AppError('phrase.too-many');
        // Two that became the same are one, used as often as both.
        if (twin !== undefined && twin.id !== before?.id) await deletePhrase(tx, twin.id);
        const used = (before?.used ?? 0) + (twin !== undefined && twin.id !== before?.id ? twin.used : 0);
        const phrase = { id: before?.id ?? ids.random(), text, scope: given.scope, used, changedAt: now() };
        await writePhrase(tx, vault, phrase);
        return phrase;
      });
      changed();
      return saved;
    },

    async use(id: string): Promise<void> {
      const { db, vault } = current();
      await db.write(async (tx) => {
        const known = (await readPhrases(tx, vault)).find((one) => one.id === id);
        if (known !== undefined) await writePhrase(tx, vault, { ...known, used: known.used + 1 });
      });
      changed();
    },

    async remove(id: string): Promise<void> {
      const { db } = current();
      await db.write((tx) => deletePhrase(tx, id));
      changed();
    },
  };
}
