import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Change } from '#common/domain/review-event.ts';
import type { Lao } from '#common/domain/lao.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { honestChanges, membersOf, packageOf, partsOf, signedAt } from './package-fixture.ts';
import { score } from './review-builder.ts';

export interface PackageWish {
  readonly changes?: readonly Change[];
  readonly lao?: Partial<Lao>;
  readonly manifest?: Partial<SubmissionManifest>;
  readonly at?: Date;
  readonly edit?: Readonly<Record<string, (text: string) => string>>;
}

/** The team looked once more and gave less: its history is longer and ends later. */
export const lookedAgain: readonly Change[] = [...honestChanges, score('i01', 5), score('i50', 0)];

/** A real package of the small review, signed, as bytes. */
export async function makePackage(identity: SigningIdentity, wish: PackageWish = {}): Promise<Buffer> {
  const { changes = honestChanges, lao, manifest, at = signedAt, edit } = wish;
  const revise = (first: SubmissionManifest): SubmissionManifest => ({
    ...first,
    ...manifest,
    lao: { ...first.lao, ...lao },
  });
  return packageOf(membersOf(await partsOf({ changes, revise }), edit), identity, at);
}

export function put(path: string, bytes: Uint8Array | string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
