import { AppError } from '#common/contract/failures.ts';
import { Readable } from 'node:stream';
import { mostEvidence } from '#common/formats/submission-schema.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import type { StrictZip, ZipLimits } from '#main/lib/zip/strict-zip-source.ts';
import type { SubmissionSource } from './submission-source.ts';

export const bundleMediaType = 'application/vnd.lpa.submission+zip';

/** resources/formats/submission-bundle.md repeats these numbers. */
const limits: ZipLimits = {
  // The files of evidence, the three fixed members and some folders.
  entries: mostEvidence + 100,
  entrySize: 8 * 1024 ** 3,
  totalSize: 64 * 1024 ** 3,
  ratio: 150,
  nameLength: 200,
};
const manifestLimit = 16 * 1024 ** 2;
const instrumentLimit = 8 * 1024 ** 2;

/** Opens a `.lpasub` file. Throws AppError 'zip.…', 'file.…' or 'bundle.no-manifest'. */
export async function openBundle(path: string): Promise<SubmissionSource> {
  const zip = await openStrictZip(path, limits);
  try {
    await checkMediaType(zip);
    return sourceOf(zip);
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function checkMediaType(zip: StrictZip): Promise<void> {
  const first = zip.entries[0];
  const found = first?.name === 'mimetype' && first.size < 200 ? (await zip.read('mimetype', 200)).toString() : '';
  if (found !== bundleMediaType) throw new AppError('bundle.no-manifest', { reason: 'mimetype' });
}

function sourceOf(zip: StrictZip): SubmissionSource {
  const fixed = new Set(['mimetype', 'manifest.jws', 'instrument.json']);
  return {
    published: null,
    async manifest() {
      if (!zip.has('manifest.jws')) throw new AppError('bundle.no-manifest', { reason: 'manifest' });
      return (await zip.read('manifest.jws', manifestLimit)).toString('latin1');
    },
    instrument: async () => (zip.has('instrument.json') ? zip.read('instrument.json', instrumentLimit) : null),
    unlisted: (listed) => zip.entries.find(({ name }) => !fixed.has(name) && !listed.has(name))?.name ?? null,
    evidence: async ({ path }) => (zip.has(path) ? Readable.from(zip.chunks(path), { objectMode: false }) : 'missing'),
    close: () => zip.close(),
  };
}
