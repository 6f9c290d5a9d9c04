import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeZip, type ZipMember } from '#main/lib/zip/write-zip.ts';
import { partsOf } from './package-fixture.ts';
import { command, type TestApp } from './test-app.ts';

const block = Buffer.alloc(1024 * 1024);

function* zeros(megabytes: number): Generator<Buffer> {
  for (let index = 0; index < megabytes; index += 1) yield block;
}

/** The fixture's submission with a film of so many MiB besides, taken into an open library; gives its id. */
export async function importLarge(opened: TestApp, outside: string, megabytes: number): Promise<string> {
  const hash = createHash('sha256');
  for (const piece of zeros(megabytes)) hash.update(piece);
  const film = {
    ...{ id: 'e3', indicators: ['i61'], title: 'ภาพเคลื่อนไหวการประชุม', mediaType: 'video/mp4' },
    ...{ path: 'evidence/e3.mp4', sha256: hash.digest('hex'), size: megabytes * block.length },
  };
  const { manifest, manifestJws, instrumentBytes } = await partsOf({
    revise: (plain) => ({ ...plain, evidence: [...plain.evidence, film] }),
  });
  const small = (name: string, content: string | Uint8Array): ZipMember => ({
    ...{ name, compress: false, content: Buffer.from(content) },
  });
  const members = [
    small('mimetype', 'application/vnd.lpa.submission+zip'),
    small('manifest.jws', manifestJws),
    small('instrument.json', instrumentBytes),
    ...manifest.evidence.filter(({ id }) => id !== film.id).map(({ id, path }) => small(path, id)),
    { name: film.path, compress: false, content: { size: film.size, open: async () => everyPiece(zeros(megabytes)) } },
  ];
  const bundle = join(outside, 'large.lpasub');
  await pipeline(writeZip(members, new Date('2024-06-24T10:15:00Z')), createWriteStream(bundle));
  const ticket = await opened.app.accept(bundle);
  const [imported] = await opened.call('submission.import', { tickets: [ticket], job: command() });
  if (imported?.outcome !== 'imported') throw new Error(`not taken in: ${JSON.stringify(imported)}`);
  return manifest.id;
}

async function* everyPiece(pieces: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* pieces;
}
