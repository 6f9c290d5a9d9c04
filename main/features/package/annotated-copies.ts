import { Readable } from 'node:stream';
import { isAppError } from '#common/contract/failures.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import { copiesFolder, evidenceFolder } from '#main/verify/package-members.ts';
import type { PackedFile } from './evidence-members.ts';

/** A PDF of the file with the team's marks. Throws AppError('annotation.none') where there are none. */
export type MakeCopy = (submission: string, evidence: string) => Promise<Uint8Array>;

/**
 * Copies of files with the marks drawn in, one after another while the container is written: only one is in memory. A
 * file that cannot be copied (locked, damaged, no pages) is told, and does not stop the package.
 */
export async function* annotatedCopies(
  submission: string,
  files: readonly PackedFile[],
  makeCopy: MakeCopy,
  failed: (title: string) => void,
): AsyncGenerator<AsiceMember> {
  const written = new Set<string>();
  for (const { id, title, member } of files) {
    const name = `${copiesFolder}${member.slice(evidenceFolder.length).replace(/\.[A-Za-z0-9]{1,8}$/, '')}.pdf`;
    if (written.has(name)) continue;
    written.add(name);
    const bytes = await makeCopy(submission, id).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      if (error.code === 'annotation.none') return null;
      if (error.code !== 'annotation.pdf-failed' && error.code !== 'evidence.quarantined') throw error;
      failed(title);
      return null;
    });
    if (bytes === null) continue;
    const open = async () => Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]);
    yield { name, mediaType: 'application/pdf', content: { size: bytes.byteLength, open } };
  }
}
