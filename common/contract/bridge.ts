import type { Reply } from './failures.ts';

/** A file that the user chose or dropped. The page never learns its path. */
export type Ticket = string;

/** All that a preload exposes, as `window.desktop`, frozen. */
export interface Bridge {
  invoke(channel: string, input: unknown): Promise<Reply>;
  on(event: string, listener: (payload: unknown) => void): () => void;
  /** `file` is a DOM `File` from an input or a drop. */
  offer(file: OfferedFile): Promise<Ticket>;
}

/** The part of a DOM `File` that this environment-free file can name. */
export interface OfferedFile {
  readonly name: string;
  readonly size: number;
}
