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
import { openPkcs12 } from '#main/lib/signing/pkcs12.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import * as queries from './queries.ts';
import type { StoredKey } from './queries.ts';

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
}

const maxKeyFile = 1024 * 1024;

async function describe({ id, source, identity }: StoredKey): Promise<SigningKey> {
  const facts = await readCertificate(identity.certificate);
  const { owner, title, issuer, selfSigned, key, validFrom, validTo, fingerprint } = facts;
  return { id, owner, title, issuer, selfSigned, algorithm: key.name, validFrom, validTo, fingerprint, source };
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

  async function keep(source: StoredKey['source'], identity: StoredKey['identity']): Promise<SigningKey> {
    const { db, vault } = current();
    const addedAt = new Date(clock.now()).toISOString();
    const key: StoredKey = { id: ids.random(), source, addedAt, identity };
    const described = await describe(key);
    const known = (await list()).find(({ fingerprint }) => fingerprint === described.fingerprint);
    if (known !== undefined) return known;
    await db.write((tx) => queries.insertKey(tx, vault, key));
    deps.emit('changed', { what: 'keys' });
    return described;
  }

  return {
    list,

    generate: async (subject: { readonly name: string; readonly title: string }): Promise<SigningKey> => {
      const organization = current().profile.office;
      return keep('generated', await generateIdentity({ ...subject, organization }, new Date(clock.now())));
    },

    /** A key that has ended is refused ('key.expired'): nothing could be signed with it. */
    async importFile(ticket: string, password: string): Promise<SigningKey> {
      current();
      const identity = await openPkcs12(await readKeyFile(deps.tickets.path(ticket)), password);
      const { validTo } = await readCertificate(identity.certificate);
      if (Date.parse(validTo) < clock.now()) throw new AppError('key.expired', { validTo });
      return keep('pkcs12', identity);
    },

    async request(id: string): Promise<ExportTicket> {
      const signer = await signerOf((await find(id)).identity);
      const base64 = Buffer.from(await requestCertificate(signer)).toString('base64');
      const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${base64.replaceAll(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE REQUEST-----\n`;
      const fileName = `${signer.name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-')}.csr`;
      return deps.exports.offerBytes(fileName, 'application/pkcs10', Buffer.from(pem));
    },

    /** The key stays, its certificate is another; what was signed before keeps the old one inside. */
    async certify(id: string, ticket: string): Promise<SigningKey> {
      const { db, vault } = current();
      const answer = await readKeyFile(deps.tickets.path(ticket));
      const key = await find(id);
      const certified = { ...key, identity: await certifyIdentity(key.identity, answer, new Date(clock.now())) };
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

    /** Throws AppError('key.unknown'), or 'key.expired' when it cannot sign now. */
    async load(id: string): Promise<StoredKey['identity']> {
      const key = await find(id);
      const { validFrom, validTo } = await readCertificate(key.identity.certificate);
      const now = clock.now();
      if (now < Date.parse(validFrom) || now > Date.parse(validTo)) throw new AppError('key.expired', { validTo });
      return key.identity;
    },
  };
}
