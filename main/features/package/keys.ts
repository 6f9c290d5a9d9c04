import { readFile, stat } from 'node:fs/promises';
import type { Profile } from '#common/contract/channels/library.ts';
import type { ExportTicket } from '#common/contract/channels/library.ts';
import type { SigningKey } from '#common/contract/channels/package.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Clock, Emit, Exports, Ids, Tickets } from '#main/lib/ports.ts';
import { readCertificate } from '#main/lib/signing/certificate.ts';
import { requestCertificate } from '#main/lib/signing/certificate-request.ts';
import { certifyIdentity } from '#main/lib/signing/certify-identity.ts';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import type { Tokens } from '#main/lib/signing/pkcs11/token-client.ts';
import { openPkcs12 } from '#main/lib/signing/pkcs12.ts';
import type { Signer } from '#main/lib/signing/signer.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import * as queries from './queries.ts';
import type { StoredKey } from './queries.ts';
import { createTokenKeys } from './token-keys.ts';

export interface KeyDeps {
  /** The open library; throws 'library.locked'. */
  current(): Pick<OpenLibrary, 'db' | 'vault' | 'blobs' | 'temporary'> & { readonly profile: Pick<Profile, 'office'> };
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly tickets: Tickets;
  readonly exports: Pick<Exports, 'offerBytes'>;
  /** Throws AppError('library.wrong-passphrase'). */
  confirmPassphrase(passphrase: string): Promise<void>;
  readonly tokens: Tokens;
}

/** Which key, and the PIN of the token that it lies on, if it lies on one. */
export interface KeyChoice {
  readonly key: string;
  readonly pin?: string | undefined;
}

/** What a key is before it gets its id. */
type NewKey =
  | Omit<Extract<StoredKey, { source: 'token' }>, 'id' | 'addedAt'>
  | Omit<Extract<StoredKey, { source: 'generated' | 'pkcs12' }>, 'id' | 'addedAt'>;

const maxKeyFile = 1024 * 1024;

async function describe(stored: StoredKey): Promise<SigningKey> {
  const facts = await readCertificate(stored.identity.certificate);
  const { owner, title, issuer, selfSigned, key, validFrom, validTo, fingerprint } = facts;
  const token = stored.source === 'token' ? stored.identity.token.label : null;
  const own = { id: stored.id, source: stored.source, token };
  return { ...own, owner, title, issuer, selfSigned, algorithm: key.name, validFrom, validTo, fingerprint };
}

async function readKeyFile(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > maxKeyFile) throw new AppError('key.unsupported', { reason: 'not-pkcs12' });
    return await readFile(path);
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError('file.unreadable', {}, { cause });
  }
}

/** The signing keys of this library: sealed, used in memory only, never shown to the page. */
export function createKeys(deps: KeyDeps) {
  const { current, clock, ids } = deps;

  async function list(): Promise<SigningKey[]> {
    const { db, vault } = current();
    return Promise.all((await queries.listKeys(db, vault)).map(describe));
  }

  async function find(id: string): Promise<StoredKey> {
    const { db, vault } = current();
    const key = await queries.readKey(db, vault, id);
    if (key === null) throw new AppError('key.unknown');
    return key;
  }

  async function keep(fresh: NewKey): Promise<SigningKey> {
    const { db, vault } = current();
    const key: StoredKey = { id: ids.random(), addedAt: new Date(clock.now()).toISOString(), ...fresh };
    const described = await describe(key);
    const known = (await list()).find(({ fingerprint }) => fingerprint === described.fingerprint);
    // The same token by another driver: what was kept before may not be found any more.
    if (known?.source === 'token' && fresh.source === 'token') {
      await db.write((tx) => queries.updateKey(tx, vault, { ...key, id: known.id }));
      deps.emit('changed', { what: 'keys' });
      return { ...described, id: known.id };
    }
    // With or without the token's PIN is another way of signing: the person decides which of the two stays.
    if (known !== undefined && (known.source === 'token') !== (fresh.source === 'token'))
      throw new AppError('key.kept-otherwise');
    if (known !== undefined) return known;
    await db.write((tx) => queries.insertKey(tx, vault, key));
    deps.emit('changed', { what: 'keys' });
    return described;
  }

  /**
   * The one way to a signature: the key is there for this piece of work. Throws AppError 'key.unknown', 'key.expired'
   * when it cannot sign now, 'token.pin-needed' and the other 'token.…'.
   */
  async function withSigner<T>({ key: id, pin }: KeyChoice, work: (signer: Signer) => Promise<T>): Promise<T> {
    const key = await find(id);
    const { validFrom, validTo } = await readCertificate(key.identity.certificate);
    const now = clock.now();
    if (now < Date.parse(validFrom) || now > Date.parse(validTo)) throw new AppError('key.expired', { validTo });
    if (key.source !== 'token') return work(await signerOf(key.identity));
    if (pin === undefined) throw new AppError('token.pin-needed');
    return deps.tokens.withSigner(key.identity, pin, work);
  }

  return {
    list,
    withSigner,
    onTokens: createTokenKeys(deps, (identity) => keep({ source: 'token', identity })),

    generate: async (subject: { readonly name: string; readonly title: string }): Promise<SigningKey> => {
      const organization = current().profile.office;
      const identity = await generateIdentity({ ...subject, organization }, new Date(clock.now()));
      return keep({ source: 'generated', identity });
    },

    /** A key that has ended is refused ('key.expired'): nothing could be signed with it. */
    async importFile(ticket: string, password: string): Promise<SigningKey> {
      current();
      const identity = await openPkcs12(await readKeyFile(deps.tickets.path(ticket)), password);
      const { validTo } = await readCertificate(identity.certificate);
      if (Date.parse(validTo) < clock.now()) throw new AppError('key.expired', { validTo });
      return keep({ source: 'pkcs12', identity });
    },

    async request(choice: KeyChoice): Promise<ExportTicket> {
      const { der, name } = await withSigner(choice, async (signer) => ({
        ...{ der: await requestCertificate(signer), name: signer.name },
      }));
      const base64 = Buffer.from(der).toString('base64');
      const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${base64.replaceAll(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE REQUEST-----\n`;
      const fileName = `${name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-')}.csr`;
      return deps.exports.offerBytes(fileName, 'application/pkcs10', Buffer.from(pem));
    },

    /** The key stays, its certificate is another; what was signed before keeps the old one inside. */
    async certify(id: string, ticket: string): Promise<SigningKey> {
      const { db, vault } = current();
      const answer = await readKeyFile(deps.tickets.path(ticket));
      const key = await find(id);
      const now = new Date(clock.now());
      const certified: StoredKey =
        key.source === 'token'
          ? { ...key, identity: await certifyIdentity(key.identity, answer, now) }
          : { ...key, identity: await certifyIdentity(key.identity, answer, now) };
      if (!(await db.write((tx) => queries.updateKey(tx, vault, certified)))) throw new AppError('key.unknown');
      deps.emit('changed', { what: 'keys' });
      return describe(certified);
    },

    async remove(id: string, passphrase: string): Promise<SigningKey[]> {
      const { db } = current();
      await deps.confirmPassphrase(passphrase);
      if (!(await db.write((tx) => queries.deleteKey(tx, id)))) throw new AppError('key.unknown');
      deps.emit('changed', { what: 'keys' });
      return list();
    },
  };
}
