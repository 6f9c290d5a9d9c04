import type { Writable } from 'node:stream';

/** Resolves when the text was taken. */
export const write = (stream: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(Buffer.from(text), (error) => (error ? reject(error) : resolve()));
  });

export const finished = (stream: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.end(resolve);
  });
