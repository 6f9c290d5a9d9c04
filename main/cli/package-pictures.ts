import type { PaperPictures } from '#common/domain/paper/paper-input.ts';
import type { Review } from '#common/domain/review.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { EvidenceFile } from '#common/formats/review-schema.ts';
import type { Served } from '#main/host/host.ts';
import { serveBytes } from '#main/lib/byte-range.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { packageMembers } from '#main/verify/package-members.ts';
import { packageLimits } from '#main/verify/verify-package.ts';

/** Bytes of one picture; what is larger is not drawn anyway. */
const largest = 48 * 1024 * 1024;
const largestList = 64 * 1024 * 1024;

export interface PackagePictures {
  readonly pictures: PaperPictures;
  /** Answers `/evidence/<submission>/<id>` of the print page. */
  serve(evidence: string, range: string | null): Promise<Served>;
  close(): Promise<void>;
}

const missing: Served = { status: 404, headers: { 'cache-control': 'no-store' }, body: new Uint8Array() };
const headers = { 'content-type': 'application/octet-stream' };

/**
 * The screenshots of live checks that lie in a verified package. Each is held against its digest once more when it is
 * read, since the file may have changed after it was verified.
 */
export async function openPackagePictures(
  path: string,
  { liveChecks, teamEvidence }: Review,
): Promise<PackagePictures> {
  const submission = 'package';
  const shown = new Set(liveChecks.map(({ screenshot }) => screenshot));
  const files = teamEvidence.filter(({ id }) => shown.has(id));
  if (files.length === 0)
    return { pictures: { submission, here: new Set() }, serve: async () => missing, close: async () => undefined };
  const zip = await openStrictZip(path, packageLimits);
  try {
    const list: unknown = JSON.parse((await zip.read(packageMembers.evidence.name, largestList)).toString());
    const members = new Map((EvidenceFile.parse(list).team ?? []).map(({ id, member }) => [id, member]));
    const held = files.flatMap((file) => {
      const member = members.get(file.id);
      return member !== undefined && zip.has(member) ? [{ file, member }] : [];
    });
    /** The page reads one after another, in ranges. */
    let last: { readonly id: string; readonly bytes: Promise<Buffer | null> } | null = null;
    const read = async ({ sha256: digest, size }: TeamEvidence, member: string): Promise<Buffer | null> => {
      if (size > largest) return null;
      const bytes = await zip.read(member, size).catch(() => null);
      return bytes !== null && sha256(bytes) === digest ? bytes : null;
    };
    return {
      pictures: { submission, here: new Set(held.map(({ file }) => file.id)) },
      async serve(evidence, range) {
        const found = held.find(({ file }) => file.id === evidence);
        if (found === undefined) return missing;
        if (last?.id !== evidence) last = { id: evidence, bytes: read(found.file, found.member) };
        const bytes = await last.bytes;
        if (bytes === null) return missing;
        const source = { size: bytes.length, read: async (begin: number, end: number) => bytes.subarray(begin, end) };
        return serveBytes(source, range, headers);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    await zip.close();
    throw error;
  }
}
