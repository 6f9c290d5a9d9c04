import type { Readable } from 'node:stream';
import type { Database } from './database.ts';

/** Everything that an open library gives to the features. Exists only while the passphrase was accepted. */
export interface OpenLibrary {
  readonly db: Database;
  readonly vault: Vault;
  readonly blobs: BlobStore;
  /** Folder for temporary sealed files on the same file system; emptied at every start. */
  readonly temporary: string;
  /** The data folder, to ask its disk how much room is left. */
  readonly folder: string;
}

/** Seals rows. The associated data is table + id, so a sealed row cannot be moved to another place. */
export interface Vault {
  seal(table: string, id: string, plain: Uint8Array): Uint8Array;
  /** Throws AppError('storage.damaged') when the bytes do not belong here or were changed. */
  unseal(table: string, id: string, sealed: Uint8Array): Buffer;
  sealJson(table: string, id: string, value: unknown): Uint8Array;
  unsealJson(table: string, id: string, sealed: Uint8Array): unknown;
  /** Keyed name of a content digest, safe to show on disk (HMAC-SHA-256, hex). */
  nameOf(sha256: string): string;
}

/** Content-addressed, sealed in 64 KiB chunks; nothing readable on disk. Identical content is kept once. */
export interface BlobStore {
  has(sha256: string, size: number): Promise<boolean>;
  /** Digests of those that are here. */
  present(contents: readonly { readonly sha256: string; readonly size: number }[]): Promise<ReadonlySet<string>>;
  /**
   * Streams bytes in: hash, seal, write to a temporary file, flush, rename. Refuses (AppError 'file.unreadable' with
   * details.reason 'size' | 'digest') when size or digest differ from what was announced, and leaves nothing behind.
   * Before anything durable says that the content is here, `settle` has to be called.
   */
  put(source: Readable, expected: { readonly sha256: string; readonly size: number }): Promise<void>;
  /**
   * The same content bit by bit over several tries and processes. Only one of each content may be open at a time.
   */
  resume(expected: { readonly sha256: string; readonly size: number }): Promise<PartialBlob>;
  /** Removes what was begun of this content. */
  dropPartial(sha256: string): Promise<void>;
  /** Removes everything that was begun, except of these contents. */
  prunePartials(keep: readonly string[]): Promise<void>;
  /**
   * Makes the places of these contents durable, whoever brought them and when: once for a thousand files, instead of
   * after each. Their bytes are flushed before they get there.
   */
  settle(digests: readonly string[]): Promise<void>;
  /** Like `put`, and settled, when digest and size are not known beforehand. */
  add(source: Readable): Promise<{ readonly sha256: string; readonly size: number }>;
  /** Plain bytes [begin, end); never the whole file unless asked. Throws AppError('storage.damaged') on any change. */
  read(sha256: string, begin: number, end: number): Promise<Buffer>;
  size(sha256: string): Promise<number>;
  stream(sha256: string): Readable;
  /** Re-hashes the whole content. */
  verify(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
}

/** Content on its way in. */
export interface PartialBlob {
  /** Plain bytes that are here: where the next ones begin. */
  readonly position: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Forgets what came in; begins at 0. */
  restart(): Promise<void>;
  /**
   * All bytes are here: checks them, flushes, and puts the blob in its place, to be settled. Throws AppError('file.unreadable') with
   * details.reason 'size' | 'digest', and forgets the bytes then. Cannot be used afterwards.
   */
  finish(): Promise<void>;
  /** Closes it; what was written as whole chunks is there for the next `resume`. */
  suspend(): Promise<void>;
  discard(): Promise<void>;
}
