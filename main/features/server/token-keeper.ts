import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Emit } from '#main/lib/ports.ts';
import type { Database } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import { readTokens, writeTokens, type Tokens } from './connection.ts';

/**
 * Holds the tokens of the session. A refresh token works once, and a provider that sees it twice ends the whole session;
 * so there is one refresh at a time, and its result is durable before anybody uses it.
 */
export function createTokenKeeper(deps: {
  current(): { readonly db: Database; readonly vault: Vault };
  refresh(refreshToken: string): Promise<Tokens>;
  readonly emit: Emit;
}) {
  let known: Tokens | null = null;
  let renewing: Promise<Tokens> | null = null;

  async function read(): Promise<Tokens | null> {
    const { db, vault } = deps.current();
    known ??= await readTokens(db, vault);
    return known;
  }

  async function store(tokens: Tokens | null): Promise<void> {
    const { db, vault } = deps.current();
    await db.write((tx) => writeTokens(tx, vault, tokens));
    known = tokens;
  }

  async function end(): Promise<void> {
    await store(null);
    deps.emit('changed', { what: 'server' });
  }

  async function renew(): Promise<Tokens> {
    const held = await read();
    if (held?.refresh == null) {
      await end();
      throw new AppError('sign-in.required', { reason: 'no-refresh' });
    }
    try {
      const fresh = await deps.refresh(held.refresh);
      await store(fresh);
      return fresh;
    } catch (error) {
      // Only the provider's own word ends a session; a cut line does not.
      if (isAppError(error) && error.code === 'sign-in.required') await end();
      throw error;
    }
  }

  return {
    read,
    held: async (): Promise<boolean> => (await read()) !== null,

    async access(): Promise<string> {
      const held = await read();
      if (held === null) throw new AppError('sign-in.required');
      return held.access;
    },

    /** A newer access token than `stale`. */
    async renewed(stale: string): Promise<string> {
      const held = await read();
      if (held !== null && held.access !== stale) return held.access;
      renewing ??= renew().finally(() => {
        renewing = null;
      });
      return (await renewing).access;
    },

    keep: (tokens: Tokens): Promise<void> => store(tokens),
    /** The session is over; the person can sign in again. */
    end,
    /** Forgets them for good, without a word. */
    drop: (): Promise<void> => store(null),
    /** From memory only. */
    forget(): void {
      known = null;
    },
  };
}
