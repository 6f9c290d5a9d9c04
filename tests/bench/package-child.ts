/** One step with a large package in a process of its own, so that its memory and its processor time are its own. */
import { createHash, createSecretKey } from 'node:crypto';
import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { blobSource } from '#main/features/package/blob-bytes.ts';
import { evidenceMembers, packFiles } from '#main/features/package/evidence-members.ts';
import { furtherSignature } from '#main/features/package/further-signature.ts';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import { replaceMembers } from '#main/lib/asice/replace-members.ts';
import { writeAsiceFile } from '#main/lib/asice/write-asice-file.ts';
import { sha256 as digestOf } from '#main/lib/sha256.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { openStrictZipFrom } from '#main/lib/zip/strict-zip-source.ts';
import { createBlobStore } from '#main/storage/blob-store.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { packageLimits, verifySource } from '#main/verify/verify-package.ts';
import { membersOf, newIdentity, partsOf, signedAt as at } from '#tests/support/package-fixture.ts';
import { time } from './measure.ts';
import { peakMB, resetPeak } from './memory.ts';

export type Step = 'digest' | 'sign' | 'verify' | 'keep' | 'further';
export interface StepFigures {
  readonly ms: number;
  readonly cpuMs: number;
  readonly startMB: number;
  readonly peakMB: number;
}

const [step, folder] = process.argv.slice(2) as [Step, string];
const payload = join(folder, 'payload.bin');
const target = join(folder, 'ours.asice');
const digestFile = join(folder, 'digest');

/** A review package whose one file of evidence is the payload. */
async function container() {
  const [sha256, size] = [readFileSync(digestFile, 'utf8'), statSync(payload).size];
  const parts = await partsOf({
    revise: (manifest) => ({
      ...manifest,
      evidence: manifest.evidence.map((item) => (item.id === 'e1' ? { ...item, sha256, size } : item)),
    }),
  });
  const files = packFiles('all', parts).filter(({ id }) => id === 'e1');
  const only = { ...parts, evidence: parts.evidence.filter(({ id }) => id === 'e1') };
  const members = [
    ...membersOf({ ...only, packed: { choice: 'cited', files } }),
    ...evidenceMembers(files, { stream: () => createReadStream(payload, { highWaterMark: 1024 * 1024 }) }),
  ];
  const signer = await signerOf(await newIdentity());
  return createAsice(members, (manifest) => signCades(signer, manifest, at), at);
}

async function newStore() {
  await mkdir(join(folder, 'store'), { recursive: true });
  return createBlobStore({
    ...{ folder: join(folder, 'store'), temporary: folder, partial: folder },
    ...{ key: createSecretKey(Buffer.alloc(32, 7)), nameOf: (sha256) => digestOf(`name ${sha256}`) },
  });
}

const ensureValid = ({ verdict, findings }: Awaited<ReturnType<typeof verifyPackage>>): void => {
  if (verdict !== 'valid') throw new Error(`not valid: ${JSON.stringify(findings.slice(0, 3))}`);
};

const steps: Readonly<Record<Step, () => Promise<() => Promise<void>>>> = {
  digest: async () => async () => {
    const hash = createHash('sha256');
    await pipeline(createReadStream(payload), hash);
    writeFileSync(digestFile, hash.digest('hex'));
  },
  sign: async () => {
    const made = await container();
    return () => writeAsiceFile(target, made);
  },
  verify: async () => async () => ensureValid(await verifyPackage(target)),
  /** As the app does it: into the sealed store, and verified there. */
  keep: async () => {
    const made = await container();
    const blobs = await newStore();
    return async () => {
      const { sha256, size } = await blobs.add(made);
      ensureValid(await verifySource('ours.asice', blobSource(blobs, sha256, size)));
      await blobs.remove(sha256);
    };
  },
  /** A second signature on a package of the sealed store: verified, written anew beside it, verified. */
  further: async () => {
    const blobs = await newStore();
    const stored = await blobs.add(await container());
    const signer = await signerOf(await newIdentity(at, 'นายธนพล ศรีสุนทรกิจ'));
    const as = { role: 'member' as const, name: signer.name, title: 'กรรมการ', statement: '', closes: false };
    return async () => {
      const source = blobSource(blobs, stored.sha256, stored.size);
      ensureValid(await verifySource('ours.asice', source));
      const zip = await openStrictZipFrom(source, packageLimits);
      const added = await furtherSignature(zip, signer, as, at);
      const { sha256, size } = await blobs.add(replaceMembers(zip, new Map(), at, added));
      ensureValid(await verifySource('ours.asice', blobSource(blobs, sha256, size)));
      await zip.close();
      for (const one of [stored.sha256, sha256]) await blobs.remove(one);
    };
  },
};

const work = await steps[step]();
resetPeak();
const startMB = peakMB();
const before = process.cpuUsage();
const ms = await time(work);
const { user, system } = process.cpuUsage(before);
const figures: StepFigures = { ms, cpuMs: (user + system) / 1000, startMB, peakMB: peakMB() };
process.stdout.write(JSON.stringify(figures));
