import type { Instrument } from '#common/domain/instrument.ts';
import type { Language } from '#common/domain/text.ts';
import type { Result } from '#common/formats/results-schema.ts';

/** A file that is written LAO by LAO. */
export interface DataFile {
  add(result: Result): Promise<void>;
  end(): Promise<Uint8Array>;
}

export interface DataFileOptions {
  readonly instrument: Instrument;
  readonly instrumentDigest: string;
  readonly language: Language;
  /** ISO 8601 with offset. */
  readonly exportedAt: string;
  readonly software: { readonly name: string; readonly version: string };
}
