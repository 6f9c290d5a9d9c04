import type { Readable } from 'node:stream';
import type { Timestamp } from '../signing/check-timestamp.ts';
import { timestampSignature, type AskAuthority } from '../signing/request-timestamp.ts';
import { verifyCades } from '../signing/verify-cades.ts';
import type { StrictZip } from '../zip/strict-zip-source.ts';
import { readAsicManifest, type AsicManifest } from './asic-manifest.ts';
import { replaceMembers } from './replace-members.ts';

export interface TimestampedAsice {
  readonly container: Readable;
  readonly timestamps: readonly Timestamp[];
}

const maxManifest = 128 * 1024 * 1024;
const maxSignature = 8 * 1024 * 1024;

async function manifestsOf(zip: StrictZip): Promise<{ readonly bytes: Buffer; readonly manifest: AsicManifest }[]> {
  const found = [];
  for (const { name } of zip.entries) {
    if (!/^META-INF\/[^/]*ASiCManifest[^/]*\.xml$/.test(name)) continue;
    const bytes = await zip.read(name, maxManifest);
    const manifest = readAsicManifest(bytes.toString('utf8'));
    if (manifest !== null) found.push({ bytes, manifest });
  }
  return found;
}

/**
 * Has the signatures of a container stamped that have no good timestamp yet; null when none is left to stamp. A signature
 * that a later signer's manifest covers stays as it is: it could not change without breaking theirs, whose timestamp
 * proves its age too. Throws what `timestampSignature` throws; then nothing was changed.
 */
export async function timestampAsice(zip: StrictZip, ask: AskAuthority): Promise<TimestampedAsice | null> {
  const manifests = await manifestsOf(zip);
  const covered = new Set(manifests.flatMap(({ manifest }) => manifest.files.map(({ name }) => name)));
  const changed = new Map<string, Uint8Array>();
  const timestamps: Timestamp[] = [];
  let signedAt: string | null = null;
  for (const { bytes, manifest } of manifests) {
    if (!zip.has(manifest.signature)) continue;
    const before = await zip.read(manifest.signature, maxSignature);
    const verdict = await verifyCades(before, bytes);
    signedAt ??= verdict.signedAt;
    const stamped = verdict.timestamp?.problems.length === 0;
    if (stamped || covered.has(manifest.signature) || !verdict.valid) continue;
    const { signature, timestamp } = await timestampSignature(before, ask);
    changed.set(manifest.signature, signature);
    timestamps.push(timestamp);
  }
  if (changed.size === 0) return null;
  return { container: replaceMembers(zip, changed, new Date(signedAt ?? 0)), timestamps };
}
