import type { Audience } from '#common/domain/audience.ts';
import type { EvidenceChoice } from '#common/domain/packed-evidence.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { annotatedCopies, type MakeCopy } from './annotated-copies.ts';
import { buildEdition, type EditionPrinter } from './build-edition.ts';
import { buildMembers, type PackageParts } from './build-members.ts';
import { evidenceMembers, packFiles, type PackedFile } from './evidence-members.ts';

/** What was asked to be put in. */
export interface Wanted {
  readonly audience: Audience;
  /** Of the full package only. */
  readonly evidence: EvidenceChoice;
  readonly copies: boolean;
}

interface Sources {
  readonly printer: EditionPrinter & {
    /** PDF of the finalised review, with the package's code on it. */
    renderReport(id: string): Promise<Uint8Array>;
  };
  /** As whom the signer signs. */
  readonly statement: AsiceMember;
  readonly blobs: Pick<BlobStore, 'stream'>;
  readonly pdfCopy: MakeCopy;
}

interface PackageContent {
  readonly files: readonly PackedFile[];
  /** Asked for one after another, while the container is written. */
  members(): AsyncGenerator<AsiceMember>;
  /** Titles of files of which no copy could be made; complete once all members were asked for. */
  readonly withoutCopy: readonly string[];
}

/** Prints what has to be printed; everything large comes when it is its turn. */
export async function packageContent(
  wanted: Wanted,
  parts: Omit<PackageParts, 'report' | 'handOver' | 'packed'>,
  { printer, blobs, pdfCopy, ...sources }: Sources,
): Promise<PackageContent> {
  const submission = parts.manifest.id;
  if (wanted.audience !== 'full') {
    const built = await buildEdition(wanted.audience, parts, printer);
    const members = async function* () {
      yield* built;
    };
    return { files: [], members, withoutCopy: [] };
  }
  const report = await printer.renderReport(submission);
  const handOver = await printer.renderHandOver(submission);
  const files = packFiles(wanted.evidence, parts);
  const packed = { choice: wanted.evidence, files };
  const withoutCopy: string[] = [];
  const members = async function* () {
    yield* buildMembers({ ...parts, report, handOver, packed });
    yield* evidenceMembers(files, blobs);
    yield sources.statement;
    const marked = wanted.copies ? packFiles('cited', parts) : [];
    yield* annotatedCopies(submission, marked, pdfCopy, (title) => withoutCopy.push(title));
  };
  return { files, members, withoutCopy };
}

const endings: Readonly<Record<Audience, string>> = { full: '', lao: '-สำหรับอปท', public: '-สาธารณะ' };

/** Round, LAO code and name, without what file systems refuse, and whom it is for: "LPA2567-05990312-ท่าแก้วพัฒนา.asice". */
export const fileNameOf = ({ round, lao }: PackageParts['manifest'], audience: Audience): string =>
  `LPA${round.year}-${lao.code}-${lao.name.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '-')}${endings[audience]}.asice`;
