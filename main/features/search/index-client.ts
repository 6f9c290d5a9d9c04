import { Worker } from 'node:worker_threads';
import type { IndexAnswers, IndexRequest } from './index-worker.ts';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** The index in its thread. */
export interface IndexClient {
  ask<K extends IndexRequest['kind']>(
    request: Extract<IndexRequest, { readonly kind: K }>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<IndexAnswers[K]>;
  /** Ends the thread, and with it everything readable that it held. */
  close(): Promise<void>;
}

/** A large province needs a few hundred megabytes; a document made to fill memory ends the thread, not the app. */
const heapLimitMb = 3072;

/** `onEnd`: the thread ended by itself; what it held has to be loaded into a new one. */
export function openIndex(file: string, onEnd: (error: Error) => void): IndexClient {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: heapLimitMb } });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let closed = false;

  const end = (error: Error): void => {
    if (closed) return;
    closed = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    onEnd(error);
  };
  worker.on('message', ({ id, value, error }: { id: number; value: never; error?: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('the index thread ended')));

  return {
    ask: (request, transfer = []) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error('the index thread is closed'));
          return;
        }
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, request }, [...transfer]);
      }),
    async close() {
      if (closed) return;
      closed = true;
      for (const { reject } of waiting.values()) reject(new Error('the index thread is closed'));
      waiting.clear();
      await worker.terminate();
    },
  };
}
