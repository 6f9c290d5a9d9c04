import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#common/contract/failures.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { replaceFile, syncFolder, writeAtomically, writeDurably } from './atomic-file.ts';
import { Slot, type SlotKind } from './key-slots.ts';
import { errorCode, onDisk } from './storage-failure.ts';

const maxBytes = 64 * 1024;

/** `keys.json`: the random library key, wrapped once per way in. Nothing in it is secret by itself. */
export const KeyFile = z.object({
  format: z.literal('lpa-keys/1'),
  /** UUID; part of the associated data of every slot. */
  library: z.uuid(),
  slots: z
    .array(Slot)
    .min(1)
    .max(3)
    .refine((slots) => new Set(slots.map(({ kind }) => kind)).size === slots.length, 'two slots of a kind')
    .refine((slots) => slots.some(({ kind }) => kind === 'passphrase'), 'no passphrase slot'),
});
export type KeyFile = z.infer<typeof KeyFile>;

export const slotOf = <K extends SlotKind>(file: KeyFile, kind: K): Extract<Slot, { kind: K }> | undefined =>
  file.slots.find((slot): slot is Extract<Slot, { kind: K }> => slot.kind === kind);

/** The same file with this slot in place of its kind's former one; null takes the kind away. */
export const withSlot = (file: KeyFile, kind: SlotKind, slot: Slot | null): KeyFile => ({
  ...file,
  slots: [...file.slots.filter((one) => one.kind !== kind), ...(slot === null ? [] : [slot])],
});

export interface KeyStore {
  /** The main file, or its copy when the main one is damaged. Throws AppError('library.damaged' | 'library.missing'). */
  read(): Promise<KeyFile>;
  /** Main file and copy; durable when it resolves. After any crash either the old or the new content is there. */
  write(file: KeyFile): Promise<void>;
  /** First half of making a library: the keys are durable beside their final name, which they do not have yet. */
  stage(file: KeyFile): Promise<void>;
  /** Second half, after the database is in place. Also finishes what a crash interrupted. */
  commit(): Promise<void>;
  /** What lies there: keys, staged keys only, or nothing at all. */
  state(): Promise<'present' | 'staged' | 'absent'>;
  /** Removes what an interrupted write left beside the keys. */
  tidy(): Promise<void>;
}

/** Tells a file that went bad on the disk from a wrong passphrase; no protection against intent, which sealing is. */
const digestOf = (content: object) => sha256(JSON.stringify(content));
function bytesOf(file: KeyFile): Buffer {
  // Parsed for its order of fields: the same content is always the same bytes.
  const content = KeyFile.parse(file);
  return Buffer.from(`${JSON.stringify({ ...content, digest: digestOf(content) }, null, 2)}\n`);
}

export function createKeyStore(folder: string): KeyStore {
  const main = join(folder, 'keys.json');
  const copy = `${main}.bak`;
  const staged = `${main}.new`;

  return {
    async read() {
      const first = await readOne(main);
      if (typeof first === 'object') return first;
      const second = await readOne(copy);
      if (typeof second === 'object') return second;
      if (first === 'absent' && second === 'absent') throw new AppError('library.missing');
      throw new AppError('library.damaged', { reason: 'keys' });
    },

    write: (file) =>
      onDisk(folder, async () => {
        await replaceContent(main, bytesOf(file));
        // Only now that the new file is durable. The copy must not keep a passphrase or a sheet that was taken back.
        await replaceContent(copy, bytesOf(file));
      }),

    stage: (file) =>
      onDisk(folder, async () => {
        await writeDurably(staged, bytesOf(file));
        await syncFolder(folder);
      }),

    commit: () =>
      onDisk(folder, async () => {
        const bytes = await readFile(staged);
        await replaceFile(staged, main);
        await syncFolder(folder);
        await replaceContent(copy, bytes);
      }),

    async state() {
      if ((await isThere(main)) || (await isThere(copy))) return 'present';
      return (await isThere(staged)) ? 'staged' : 'absent';
    },

    tidy: () =>
      onDisk(folder, async () => {
        await rm(staged, { force: true });
        await rm(`${copy}.new`, { force: true });
      }),
  };
}

/** Nothing is written when the file holds these bytes already. */
async function replaceContent(path: string, bytes: Buffer): Promise<void> {
  const present = await readFile(path).catch(() => null);
  if (present === null || !bytes.equals(present)) await writeAtomically(path, bytes);
}

async function readOne(path: string): Promise<KeyFile | 'absent' | 'damaged'> {
  try {
    if ((await stat(path)).size > maxBytes) return 'damaged';
    const { digest, ...content } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    const parsed = KeyFile.safeParse(content);
    return parsed.success && digest === digestOf(content) ? parsed.data : 'damaged';
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'absent' : 'damaged';
  }
}

export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
