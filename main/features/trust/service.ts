import { readFile, stat } from 'node:fs/promises';
import { trustPurposes, type Trust, type TrustEntry, type TrustPurpose } from '#common/contract/channels/trust.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { readAuthorityAddress } from '#main/lib/http/addresses.ts';
import type { Clock, Emit, Ids, Tickets } from '#main/lib/ports.ts';
import { authorityOf, isForTimestampsOnly } from '#main/lib/signing/certificate-extensions.ts';
import { parseCertificate, readCertificate, shortName } from '#main/lib/signing/certificate.ts';
import {
  maxTrustFile,
  readTrustFile,
  trustAnchorsOf,
  trustedOf,
  type TrustFile,
  type TrustFiles,
  type Trusted,
} from '#main/lib/signing/trust-anchors.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import * as queries from './queries.ts';
import type { StoredTrust } from './queries.ts';

export interface TrustDeps {
  /** The open library; throws 'library.locked'. */
  current(): Pick<OpenLibrary, 'db' | 'vault'>;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'random'>;
  readonly emit: Emit;
  readonly tickets: Tickets;
}

const mostEntries = 100;

const toBytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const fileOf = ({ certificates, revocations }: StoredTrust) => ({
  certificates: certificates.map(toBytes),
  revocations: revocations.map(toBytes),
});

/** A province that had set its one list before goes on as it was, until it says otherwise. */
const purposesOf = ({ purposes = trustPurposes }: StoredTrust): readonly TrustPurpose[] => purposes;

/** Certificates that can do nothing but stamp the time are meant for that; all others are for signers until somebody says more. */
const likelyPurposes = (certificates: readonly Uint8Array[]): readonly TrustPurpose[] =>
  certificates.length > 0 && certificates.every((der) => isForTimestampsOnly(parseCertificate(der)))
    ? ['time']
    : ['signers'];

async function describeCertificate(der: Uint8Array): Promise<TrustEntry['certificates'][number]> {
  const { owner, issuer, validFrom, validTo, fingerprint } = await readCertificate(der);
  const authority = authorityOf(parseCertificate(der)) !== null;
  return { owner, issuer, validFrom, validTo, fingerprint, authority };
}

async function describe(entry: StoredTrust): Promise<TrustEntry> {
  return {
    ...{ id: entry.id, fileName: entry.fileName, addedAt: entry.addedAt },
    ...{ purposes: [...purposesOf(entry)], fromBefore: entry.purposes === undefined },
    certificates: await Promise.all(entry.certificates.map((der) => describeCertificate(toBytes(der)))),
    revocations: trustAnchorsOf([fileOf(entry)]).revocations.map((list) => ({
      issuer: shortName(list.issuer),
      issuedAt: list.thisUpdate.value.toISOString(),
      nextAt: list.nextUpdate?.value.toISOString() ?? null,
      revoked: list.revokedCertificates?.length ?? 0,
    })),
  };
}

async function readChosen(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > maxTrustFile) throw new AppError('trust.unreadable', { reason: 'too-large' });
    return await readFile(path);
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError('file.unreadable', {}, { cause });
  }
}

/** Whom the open library trusts. None is shipped: the province or DLA says who. */
export function createTrust({ current, clock, ids, emit, tickets }: TrustDeps) {
  async function get(): Promise<Trust> {
    const { db, vault } = current();
    const entries = await Promise.all((await queries.readEntries(db, vault)).map(describe));
    return { entries, authority: await queries.readAuthority(db, vault) };
  }
  const changed = (): Promise<Trust> => {
    emit('changed', { what: 'trust' });
    return get();
  };

  /** As bytes, for another thread. A list of revoked certificates alone trusts nobody, and counts whatever its file is for. */
  async function files(): Promise<TrustFiles> {
    const { db, vault } = current();
    const entries = await queries.readEntries(db, vault);
    const filesFor = (purpose: TrustPurpose): readonly TrustFile[] => {
      const all = entries.map((entry) => ({
        ...fileOf(entry),
        ...(purposesOf(entry).includes(purpose) ? {} : { certificates: [] }),
      }));
      return all.some(({ certificates }) => certificates.length > 0) ? all : [];
    };
    return { signers: filesFor('signers'), time: filesFor('time') };
  }

  return {
    get,

    async add(ticket: string): Promise<Trust> {
      const { db, vault } = current();
      const { certificates, revocations } = readTrustFile(await readChosen(tickets.path(ticket)));
      const entry: StoredTrust = {
        ...{ id: ids.random(), fileName: tickets.name(ticket), addedAt: new Date(clock.now()).toISOString() },
        ...{ certificates: certificates.map(toText), revocations: revocations.map(toText) },
        purposes: likelyPurposes(certificates),
      };
      await db.write(async (tx) => {
        const known = await queries.readEntries(tx, vault);
        const same = (one: StoredTrust) =>
          String(one.certificates) === String(entry.certificates) &&
          String(one.revocations) === String(entry.revocations);
        if (known.some(same)) return;
        if (known.length >= mostEntries) throw new AppError('trust.too-many', { limit: mostEntries });
        await queries.writeEntry(tx, vault, entry);
      });
      return changed();
    },

    async setPurposes(id: string, purposes: readonly TrustPurpose[]): Promise<Trust> {
      const { db, vault } = current();
      await db.write(async (tx) => {
        const entry = (await queries.readEntries(tx, vault)).find((one) => one.id === id);
        if (entry !== undefined) await queries.writeEntry(tx, vault, { ...entry, purposes });
      });
      return changed();
    },

    async remove(id: string): Promise<Trust> {
      const { db } = current();
      await db.write((tx) => queries.deleteEntry(tx, id));
      return changed();
    },

    async setAuthority(address: string | null): Promise<Trust> {
      const { db, vault } = current();
      const url = address === null ? null : readAuthorityAddress(address).href;
      await db.write((tx) => queries.writeAuthority(tx, vault, url));
      return changed();
    },

    files,

    trusted: async (): Promise<Trusted> => trustedOf(await files()),

    async authority(): Promise<URL | null> {
      const { db, vault } = current();
      const address = await queries.readAuthority(db, vault);
      return address === null ? null : readAuthorityAddress(address);
    },
  };
}
