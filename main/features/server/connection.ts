import { z } from 'zod';
import { Person, ServerDescription } from '#common/formats/assessment-server.ts';
import type { Reader, Tx } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';

/** The server of this library, as far as it is known. */
export const Connection = z.object({
  /** Base address, ends with a slash. Null: works with files only. */
  url: z.string().nullable(),
  /** Null until it was reached once. */
  description: ServerDescription.nullable(),
  /** Who signed in last; kept when the session ends, so that the screen can say who has to sign in again. */
  person: Person.nullable(),
  clockAhead: z.number().nullable(),
});
export type Connection = z.infer<typeof Connection>;

/** Both secret: they never leave main. */
export const Tokens = z.object({
  /** Base address of the server that they are for; they go to no other. */
  server: z.string(),
  access: z.string(),
  refresh: z.string().nullable(),
  /** For ending the session at the server. */
  idToken: z.string().nullable(),
});
export type Tokens = z.infer<typeof Tokens>;

export const noConnection: Connection = { url: null, description: null, person: null, clockAhead: null };

const kind = 'server';

export const readConnection = async (reader: Reader, vault: Vault): Promise<Connection> =>
  Connection.catch(noConnection).parse(await readDocument(reader, vault, kind, 'connection'));

export const writeConnection = (tx: Tx, vault: Vault, connection: Connection): Promise<void> =>
  writeDocument(tx, vault, kind, 'connection', connection);

export const readTokens = async (reader: Reader, vault: Vault): Promise<Tokens | null> =>
  Tokens.nullable()
    .catch(null)
    .parse((await readDocument(reader, vault, kind, 'tokens')) ?? null);

export const writeTokens = (tx: Tx, vault: Vault, tokens: Tokens | null): Promise<void> =>
  writeDocument(tx, vault, kind, 'tokens', tokens);
