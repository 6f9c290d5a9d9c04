import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Change } from '#common/domain/review-event.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Lao } from '#common/domain/lao.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { signatureMember } from '#main/lib/asice/asic-manifest.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import { readCertificate } from '#main/lib/signing/certificate.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { honestChanges, membersOf, packageOf, partsOf, signedAt } from './package-fixture.ts';
import { score } from './review-builder.ts';

export interface PackageWish {
  readonly changes?: readonly Change[];
  readonly lao?: Partial<Lao>;
  readonly manifest?: Partial<SubmissionManifest>;
  readonly at?: Date;
  readonly instrument?: Instrument;
  readonly edit?: Readonly<Record<string, (text: string) => string>>;
  /** By the signer, as the chair; true where it is not said. */
  readonly closed?: boolean;
}

/** As whom the first signer signs. */
export function statementOf(name: string, closes = true): AsiceMember {
  const said = { format: 'lpa-signer/1', signature: signatureMember, role: 'chair', name, title: 'ประธาน', closes };
  const content = Buffer.from(JSON.stringify({ ...said, statement: 'ขอรับรอง' }));
  return { name: 'signers/first.json', mediaType: 'application/json', content };
}

/** The team looked once more and gave less: its history is longer and ends later. */
export const lookedAgain: readonly Change[] = [...honestChanges, score('i01', 5), score('i50', 0)];

/** A real package of the small review, signed, as bytes. */
export async function makePackage(identity: SigningIdentity, wish: PackageWish = {}): Promise<Buffer> {
  const { changes = honestChanges, lao, manifest, at = signedAt, edit, closed = true, instrument } = wish;
  const revise = (first: SubmissionManifest): SubmissionManifest => ({
    ...first,
    ...manifest,
    lao: { ...first.lao, ...lao },
  });
  const { owner } = await readCertificate(identity.certificate);
  const members = membersOf(
    await partsOf({ changes, revise, ...(instrument === undefined ? {} : { instrument }) }),
    edit,
  );
  return packageOf([...members, statementOf(owner, closed)], identity, at);
}

export function put(path: string, bytes: Uint8Array | string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
