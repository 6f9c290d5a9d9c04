import { readFile, stat } from 'node:fs/promises';
import type { Trust, TrustEntry } from '#common/contract/channels/trust.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { readAuthorityAddress } from '#main/lib/http/addresses.ts';
import type { Clock, Emit, Ids, Tickets } from '#main/lib/ports.ts';
import { readCertificate, shortName } from '#main/lib/signing/certificate.ts';
import { maxTrustFile, readTrustFile, trustAnchorsOf, type TrustAnchors } from '#main/lib/signing/trust-anchors.ts';
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

async function describe(entry: StoredTrust): Promise<TrustEntry> {
  const facts = await Promise.all(entry.certificates.map((der) => readCertificate(toBytes(der))));
  return {
    ...{ id: entry.id, fileName: entry.fileName, addedAt: entry.addedAt },
    certificates: facts.map(({ owner, issuer, validFrom, validTo, fingerprint }) => ({
      ...{ owner, issuer, validFrom, validTo, fingerprint },
    })),
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

  return {
    get,

    async add(ticket: string): Promise<Trust> {
      const { db, vault } = current();
      const { certificates, revocations } = readTrustFile(await readChosen(tickets.path(ticket)));
      const entry: StoredTrust = {
        ...{ id: ids.random(), fileName: tickets.name(ticket), addedAt: new Date(clock.now()).toISOString() },
        ...{ certificates: certificates.map(toText), revocations: revocations.map(toText) },
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

    /** Null: nobody said whom to trust. A list of revoked certificates alone trusts nobody. */
    async anchors(): Promise<TrustAnchors | null> {
      const { db, vault } = current();
      const anchors = trustAnchorsOf((await queries.readEntries(db, vault)).map(fileOf));
      return anchors.certificates.length === 0 ? null : anchors;
    },

    async authority(): Promise<URL | null> {
      const { db, vault } = current();
      const address = await queries.readAuthority(db, vault);
      return address === null ? null : readAuthorityAddress(address);
    },
  };
}
