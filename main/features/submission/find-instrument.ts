import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#common/contract/failures.ts';
import { checkInstrument } from '#common/domain/check-instrument.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { Instrument as InstrumentSchema } from '#common/formats/instrument-schema.ts';
import { sha256 } from '#main/lib/sha256.ts';

export interface FoundInstrument {
  readonly instrument: Instrument;
  /** The file, byte by byte as it was digested. */
  readonly bytes: Buffer;
}

const invalid = (reason: string, path = '') => new AppError('instrument.invalid', { reason, path });

/** The instrument that the manifest names by digest: brought along, kept from before, or shipped with the app. */
export async function findInstrument(
  wanted: SubmissionManifest['instrument'],
  places: {
    readonly brought: Buffer | null;
    kept(digest: string): Promise<Buffer | null>;
    readonly shippedFolder: string;
  },
): Promise<FoundInstrument> {
  const { brought } = places;
  if (brought !== null && sha256(brought) !== wanted.digest) throw invalid('digest');
  const bytes =
    brought ?? (await places.kept(wanted.digest)) ?? (await findShipped(places.shippedFolder, wanted.digest));
  if (bytes === null) throw new AppError('instrument.unknown', { id: wanted.id, version: wanted.version });
  const instrument = parseInstrument(bytes);
  if (instrument.id !== wanted.id || instrument.version !== wanted.version) throw invalid('other-instrument', 'id');
  return { instrument, bytes };
}

/** Throws AppError('instrument.invalid') with the first fault. */
export function parseInstrument(bytes: Buffer): Instrument {
  const parsed = InstrumentSchema.safeParse(json(bytes));
  if (!parsed.success) throw invalid('schema', parsed.error.issues[0]?.path.join('.') ?? '');
  const [problem] = checkInstrument(parsed.data);
  if (problem !== undefined) throw invalid(problem.code, problem.where);
  return parsed.data;
}

export async function findShipped(folder: string, digest: string): Promise<Buffer | null> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.json')) continue;
    const bytes = await readFile(join(folder, name));
    if (sha256(bytes) === digest) return bytes;
  }
  return null;
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid('not-json');
  }
}
