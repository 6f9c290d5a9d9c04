import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Emit } from '#main/lib/ports.ts';
import type { Database, Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import { readTokens, writeTokens, type Tokens } from './connection.ts';

/**
 * Holds the tokens of the session. A refresh token works once, and a provider that sees it twice ends the whole session;
 * so there is one refresh at a time, and its result is durable before anybody uses it. Whoever asks for a token says for
 * which server: it is never given out for another one, also not while the person is just going to that other one.
 */
export function createTokenKeeper(deps: {
  current(): { readonly db: Database; readonly vault: Vault };
  refresh(server: string, refreshToken: string): Promise<Omit<Tokens, 'server'>>;
  readonly emit: Emit;
}) {
  let known: Tokens | null = null;
  let renewing: { readonly stale: string; readonly fresh: Promise<Tokens> } | null = null;

  async function read(): Promise<Tokens | null> {
    const { db, vault } = deps.current();
    known ??= await readTokens(db, vault);
    return known;
  }

  async function readFor(server: string): Promise<Tokens> {
    const held = await read();
    if (held?.server !== server) throw new AppError('sign-in.required');
    return held;
  }

  async function store(tokens: Tokens | null, also: (tx: Tx) => Promise<void>): Promise<void> {
    const { db, vault } = deps.current();
    await db.write(async (tx) => {
      await writeTokens(tx, vault, tokens);
      await also(tx);
    });
    known = tokens;
  }

  /** False, and nothing changed, where the person signed out or went to another server meanwhile. */
  async function replace(before: Tokens, next: Tokens | null): Promise<boolean> {
    const { db, vault } = deps.current();
    const replaced = await db.write(async (tx) => {
      if ((await readTokens(tx, vault))?.access !== before.access) return false;
      await writeTokens(tx, vault, next);
      return true;
    });
    if (replaced) known = next;
    return replaced;
  }

  async function end(held: Tokens): Promise<void> {
    if (await replace(held, null)) deps.emit('changed', { what: 'server' });
  }

  async function renew(held: Tokens): Promise<Tokens> {
    if (held.refresh === null) {
      await end(held);
      throw new AppError('sign-in.required', { reason: 'no-refresh' });
    }
    try {
      const fresh = { ...(await deps.refresh(held.server, held.refresh)), server: held.server };
      if (!(await replace(held, fresh))) throw new AppError('sign-in.required');
      return fresh;
    } catch (error) {
      // Only the provider's own word ends a session; a cut line does not.
      if (isAppError(error) && error.code === 'sign-in.required') await end(held);
      throw error;
    }
  }

  return {
    read,
    held: async (server: string): Promise<boolean> => (await read())?.server === server,

    access: async (server: string): Promise<string> => (await readFor(server)).access,

    /** A newer access token than `stale`. */
    async renewed(server: string, stale: string): Promise<string> {
      const held = await readFor(server);
      if (held.access !== stale) return held.access;
      if (renewing?.stale !== stale) {
        const mine = { stale, fresh: renew(held) };
        renewing = mine;
        void mine.fresh
          .catch(() => undefined)
          .then(() => {
            if (renewing === mine) renewing = null;
          });
      }
      return (await renewing.fresh).access;
    },

    /** Null: forgets them for good. `also` in the same transaction. */
    keep: store,

    /** The server does not know this token, which is the newest: the person can sign in again. */
    async refused(access: string): Promise<void> {
      const held = await read();
      if (held?.access === access) await end(held);
    },

    /** From memory only. */
    forget(): void {
      known = null;
    },
  };
}
