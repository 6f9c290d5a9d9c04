import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestMember, signatureMember } from '#main/lib/asice/asic-manifest.ts';
import { bouncyCastle } from './bouncy-castle.ts';
import type { SignatureWord } from './broken-packages/bed.ts';

/** A package whose first signature other programs are asked about. */
export interface AskedPackage {
  /** Of its own folder. */
  readonly id: string;
  /** Path of the file. */
  readonly file: string;
  /** The certificate that is trusted, DER. */
  readonly trusted: Uint8Array;
  readonly at: Date;
  /** PEM of authorities and of their lists of revocations, instead of the one certificate. */
  readonly trust?: string;
}

const signature = 'signature.p7s';
const list = 'list.xml';

/** Takes list and signature out with Info-ZIP, as a stranger would. */
function takeOut({ id, file, trusted, trust }: AskedPackage, folder: string): void {
  const own = join(folder, id);
  mkdirSync(own, { recursive: true });
  for (const [member, name] of [[manifestMember, list] as const, [signatureMember, signature] as const])
    writeFileSync(join(own, name), spawnSync('unzip', ['-p', file, member], { maxBuffer: 1e8 }).stdout);
  const pem = spawnSync('openssl', ['x509', '-inform', 'DER', '-outform', 'PEM'], { input: trusted }).stdout;
  writeFileSync(join(own, 'trusted.pem'), trust ?? pem);
}

/** What OpenSSL says of the first signature over the first list, as CAdES. */
export function askOpenssl(asked: AskedPackage, folder: string): SignatureWord {
  takeOut(asked, folder);
  const run = spawnSync(
    'openssl',
    [
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', signature, '-content', list],
      ...['-CAfile', 'trusted.pem', '-purpose', 'any', '-out', '/dev/null'],
      ...(asked.trust?.includes('X509 CRL') === true ? ['-crl_check_all'] : []),
      ...['-attime', String(Math.floor(asked.at.getTime() / 1000))],
    ],
    { cwd: join(folder, asked.id), encoding: 'utf8' },
  );
  return run.status === 0 ? 'holds' : 'refuses';
}

/** What BouncyCastle says of those that OpenSSL was asked about; null where it is not installed. */
export function askBouncyCastle(ids: readonly string[], folder: string): ReadonlyMap<string, SignatureWord> | null {
  const words = bouncyCastle(folder, ...ids.map((id) => [join(id, signature), join(id, list)] as const));
  if (words === null) return null;
  return new Map(ids.map((id, at) => [id, words[at] === 'true' ? 'holds' : 'refuses']));
}
