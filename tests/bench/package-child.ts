/** One step with a large package in a process of its own, so that its memory and its processor time are its own. */
import { createHash, createSecretKey } from 'node:crypto';
import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { blobSource } from '#main/features/package/blob-bytes.ts';
import { evidenceMembers, packFiles } from '#main/features/package/evidence-members.ts';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import { writeAsiceFile } from '#main/lib/asice/write-asice-file.ts';
import { sha256 as digestOf } from '#main/lib/sha256.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { createBlobStore } from '#main/storage/blob-store.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { verifySource } from '#main/verify/verify-package.ts';
import { membersOf, newIdentity, partsOf, signedAt as at } from '#tests/support/package-fixture.ts';
import { time } from './measure.ts';
import { peakMB, resetPeak } from './memory.ts';

export type Step = 'digest' | 'sign' | 'verify' | 'keep';
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
    await mkdir(join(folder, 'store'), { recursive: true });
    const blobs = createBlobStore({
      ...{ folder: join(folder, 'store'), temporary: folder, partial: folder },
      ...{ key: createSecretKey(Buffer.alloc(32, 7)), nameOf: (sha256) => digestOf(`name ${sha256}`) },
    });
    return async () => {
      const { sha256, size } = await blobs.add(made);
      ensureValid(await verifySource('ours.asice', blobSource(blobs, sha256, size)));
      await blobs.remove(sha256);
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
