import { Worker } from 'node:worker_threads';

/** Why a picture gave no words. */
class OcrFailure extends Error {
  override readonly name = 'OcrFailure';
}

export interface Recogniser {
  /** Words on a picture. One at a time. Rejects with OcrFailure: too slow, ended, or no picture. */
  recognise(png: Uint8Array): Promise<string>;
  /** Ends the thread; the next picture starts a new one. */
  close(): Promise<void>;
}

export interface RecogniserOptions {
  /** First file of the thread. */
  readonly file: string;
  /** Engine and languages (`out/workers/ocr`). */
  readonly folder: string;
  /** Milliseconds for one page, start of the thread included. */
  readonly limit?: number;
  /** Milliseconds without work after which the thread and its 250 MB go. */
  readonly idle?: number;
}

/** A dense page takes 3 s, on a slow office computer perhaps 15. */
const pageLimit = 90_000;
const idleLimit = 60_000;

export function createRecogniser({ file, folder, limit = pageLimit, idle = idleLimit }: RecogniserOptions): Recogniser {
  let worker: Worker | null = null;
  let fail: ((error: OcrFailure) => void) | null = null;
  let idleTimer: NodeJS.Timeout | undefined;

  async function close(): Promise<void> {
    clearTimeout(idleTimer);
    const ending = worker;
    worker = null;
    fail?.(new OcrFailure('closed'));
    await ending?.terminate();
  }

  function start(): Worker {
    // Its engine writes what it thinks of parameters to the console.
    const started = new Worker(file, { workerData: { folder }, stdout: true, stderr: true });
    const ended = (reason: string) => {
      if (worker !== started) return;
      worker = null;
      fail?.(new OcrFailure(reason));
    };
    started.on('error', (error: Error) => ended(error.message));
    started.on('exit', () => ended('ended'));
    return started;
  }

  return {
    recognise: (png) =>
      new Promise<string>((resolve, reject) => {
        clearTimeout(idleTimer);
        const thread = (worker ??= start());
        const timer = setTimeout(() => {
          fail?.(new OcrFailure('too slow'));
          void close();
        }, limit);
        const done = (): void => {
          clearTimeout(timer);
          thread.off('message', receive);
          fail = null;
          idleTimer = setTimeout(() => void close(), idle);
          idleTimer.unref();
        };
        const receive = ({ text, error }: { readonly text?: string; readonly error?: string }): void => {
          done();
          if (text === undefined) reject(new OcrFailure(error ?? 'no answer'));
          else resolve(text);
        };
        fail = (error) => {
          done();
          reject(error);
        };
        thread.on('message', receive);
        thread.postMessage(png);
      }),
    close,
  };
}
