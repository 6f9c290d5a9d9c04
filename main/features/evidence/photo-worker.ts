import { parentPort, workerData } from 'node:worker_threads';
import { parsePhotoFacts } from './photo-facts.ts';

/** A thread for one picture: it may be hostile, so whoever waits ends it when it takes too long or too much. */
const facts = await parsePhotoFacts(workerData as Uint8Array);
parentPort?.postMessage(facts);
