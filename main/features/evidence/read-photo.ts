import { runInThread, threadFile } from '#main/lib/run-in-thread.ts';
import { noFacts, type PhotoFacts } from './photo-facts.ts';

/** Milliseconds; a telephone's photo takes some ten. */
const patience = 4_000;
const memory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 2 };

const file = threadFile(import.meta.url, 'photo-worker.ts', 'photo-worker.mjs');

/** EXIF time and place of a picture; nothing where it says nothing, is malformed, or costs too much to read. */
export const readPhoto = async (bytes: Uint8Array, limit = patience): Promise<PhotoFacts> =>
  ((await runInThread({ file, data: bytes, memory, patience: limit })) as PhotoFacts | null) ?? noFacts;
