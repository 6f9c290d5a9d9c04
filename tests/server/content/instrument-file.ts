import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument } from '#common/domain/instrument.ts';
import { root } from '#tests/support/paths.ts';

export interface InstrumentFile {
  readonly bytes: Buffer;
  readonly digest: string;
  readonly instrument: Instrument;
}

export function readInstrumentFile(): InstrumentFile {
  const bytes = readFileSync(join(root, 'resources', 'instruments', 'lpa-2567-sample.json'));
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { bytes, digest, instrument: JSON.parse(bytes.toString()) as Instrument };
}
