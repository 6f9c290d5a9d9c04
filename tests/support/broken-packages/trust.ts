import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import {
  createAuthority,
  identityOf,
  issueCertificate,
  revocationList,
  revoke,
  signerUse,
  type Authority,
} from '../certificate-authority.ts';
import { membersOf, newIdentity, packageOf } from '../package-fixture.ts';
import type { BrokenPackage, Made } from './bed.ts';

const days = (count: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + count * 86_400_000);
const at = days(-100);
const long = { from: days(-1000), to: days(3000) };
const subject = '/CN=ผู้ออกใบรับรองจังหวัด';

interface World {
  readonly folder: string;
  readonly root: Authority;
  /** Of somebody else, who took the same name. */
  readonly strange: Authority;
}

/** What a reader trusts, as PEM, and who signed. */
interface Arranged {
  readonly trust: string;
  readonly identity?: SigningIdentity;
}

/** Signed a hundred days ago under a province's authority, read by somebody who says whom to trust. */
const under =
  (arrange: (world: World) => Arranged | Promise<Arranged>) =>
  async ({ parts }: { readonly parts: Parameters<typeof membersOf>[0] }): Promise<Made> => {
    const folder = mkdtempSync(join(tmpdir(), 'lpa-broken-trust-'));
    try {
      const root = createAuthority(folder, 'root', { subject, ...long });
      const strange = createAuthority(folder, 'strange', { subject, ...long });
      issueCertificate(root, 'signer', { subject: '/CN=นายธนพล ศรีสุนทรกิจ', ...long });
      const own = await identityOf(root, 'signer', []);
      const { trust, identity = own } = await arrange({ folder, root, strange });
      const bytes = await packageOf(membersOf(parts), identity, at);
      return { bytes, trusted: identity.certificate, at, trust };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

const listed = (root: Authority, list = { from: days(-120), to: days(30) }): string =>
  root.certificate + revocationList(root, list);

/** Issued by a signer, who has no right to. */
async function issuedBySigner({ root }: World): Promise<Arranged> {
  const below = createAuthority(
    root.folder,
    'below',
    { subject: '/CN=ผู้ลงนามที่ออกใบรับรองเอง', extensions: signerLike, ...long },
    root,
  );
  issueCertificate(below, 'leaf', { subject: '/CN=ผู้แอบอ้าง', ...long });
  return { trust: root.certificate, identity: await identityOf(below, 'leaf', [below]) };
}
const signerLike = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature'];

async function revokedIssuer({ root }: World): Promise<Arranged> {
  const gone = createAuthority(root.folder, 'gone', { subject: '/CN=ผู้ออกที่ถูกเพิกถอน', ...long }, root);
  writeFileSync(join(root.folder, 'gone.pem'), gone.certificate);
  revoke(root, 'gone', days(-150));
  issueCertificate(gone, 'leaf', { subject: '/CN=นายธนพล ศรีสุนทรกิจ', ...long });
  return { trust: listed(root), identity: await identityOf(gone, 'leaf', [gone]) };
}

async function forPurposes(root: Authority, purposes: string): Promise<Arranged> {
  const extensions = [...signerUse, `extendedKeyUsage=${purposes}`];
  issueCertificate(root, 'purpose', { subject: '/CN=นายธนพล ศรีสุนทรกิจ', extensions, ...long });
  return { trust: root.certificate, identity: await identityOf(root, 'purpose', []) };
}

const refused = { verdict: 'invalid', openssl: 'refuses', bouncyCastle: 'holds' } as const;
const revokedOn = (when: Date) =>
  under(({ root }) => {
    revoke(root, 'signer', when);
    return { trust: listed(root) };
  });

export const brokenTrust: readonly BrokenPackage[] = [
  {
    ...{ name: 'a certificate under a trusted authority, not revoked', verdict: 'valid', openssl: 'holds' },
    ...{ codes: ['certificate.trusted'], severity: 'info' },
    make: under(({ root }) => ({ trust: listed(root) })),
  },
  {
    ...{ name: 'a certificate revoked before the signing', ...refused, codes: ['certificate.revoked'] },
    make: revokedOn(days(-150)),
  },
  {
    // Only the signer's own clock says that it was signed before.
    ...{ name: 'a certificate revoked after the signing', ...refused, codes: ['certificate.revoked'] },
    make: revokedOn(days(-50)),
  },
  {
    ...{ name: 'an authority that was revoked', ...refused, codes: ['certificate.revoked'] },
    make: under(revokedIssuer),
  },
  {
    ...{ name: 'an authority that nobody trusts', ...refused, codes: ['certificate.not-anchored'] },
    make: under(({ folder }) => ({
      trust: createAuthority(folder, 'third', { subject: '/CN=อื่น', ...long }).certificate,
    })),
  },
  {
    ...{ name: 'an authority that took the name of a trusted one', ...refused, codes: ['certificate.not-anchored'] },
    make: under(({ strange }) => ({ trust: strange.certificate })),
  },
  {
    ...{ name: 'self-signed where an authority is asked for', ...refused, codes: ['certificate.not-anchored'] },
    make: under(async ({ root }) => ({ trust: root.certificate, identity: await newIdentity(days(-200)) })),
  },
  {
    ...{ name: 'a certificate issued by a mere signer', ...refused, codes: ['certificate.chain-no-authority'] },
    make: under(issuedBySigner),
  },
  {
    ...{ name: 'a certificate of a web server', ...refused, openssl: 'holds', codes: ['certificate.usage'] },
    make: under(({ root }) => forPurposes(root, 'serverAuth')),
  },
  {
    ...{ name: 'a certificate of a timestamp authority', ...refused, openssl: 'holds', codes: ['certificate.usage'] },
    make: under(({ root }) => forPurposes(root, 'critical,timeStamping')),
  },
  {
    ...{ name: 'a certificate for mail and web clients', verdict: 'valid', openssl: 'holds' },
    ...{ codes: ['certificate.trusted'], severity: 'info' },
    make: under(({ root }) => forPurposes(root, 'clientAuth,emailProtection')),
  },
  {
    ...{ name: 'a list of revocations that had ended', verdict: 'valid', openssl: 'refuses', bouncyCastle: 'holds' },
    ...{ codes: ['certificate.revocation-outdated'], severity: 'warning' },
    make: under(({ root }) => ({ trust: listed(root, { from: days(-300), to: days(-200) }) })),
  },
];
