import { Readable } from 'node:stream';
import { createHandover } from '#main/lib/handover.ts';
import { joinPdfs } from '#main/lib/pdf/join-pdfs.ts';
import { writeZip, type ZipMember } from '#main/lib/zip/write-zip.ts';

interface PrintedReport {
  readonly name: string;
  readonly title: string;
  readonly order: number;
  readonly bytes: Uint8Array;
}

/** Bytes that wait, sealed, until they are downloaded. */
export interface KeptFile {
  readonly size: number;
  read(begin: number, end: number): Promise<Uint8Array>;
  remove(): Promise<void>;
}

/** Where the printed reports of many LAOs go, one after another and in any order. */
export interface ReportFiles {
  /** Resolves once the report is written; throws what the disk refused. */
  add(report: PrintedReport): Promise<void>;
  end(): Promise<KeptFile>;
  /** It is wanted no more: nothing is left of it. */
  drop(error: unknown): Promise<void>;
}

type BytesOf = (reports: AsyncIterable<PrintedReport>) => Readable;

/** Writes while the next reports are printed; no more than one of them is in memory. */
export function openReportFiles(keep: (source: Readable) => Promise<KeptFile>, bytesOf: BytesOf): ReportFiles {
  const { put, end, values } = createHandover<PrintedReport>();
  const kept = keep(bytesOf(values));
  kept.catch(() => undefined); // told by `add` or `end`
  return {
    add: (report) => Promise.race([put(report), kept.then(() => undefined)]),
    end() {
      end();
      return kept;
    },
    async drop(error) {
      end(error instanceof Error ? error : new Error(String(error)));
      await kept.then(
        (file) => file.remove(),
        () => undefined,
      );
    },
  };
}

/** A zip with one PDF each. They are compressed already. */
export const zipOfReports =
  (at: Date): BytesOf =>
  (reports) =>
    writeZip(membersOf(reports), at);

async function* membersOf(reports: AsyncIterable<PrintedReport>): AsyncGenerator<ZipMember> {
  for await (const { name, bytes } of reports) yield { name, compress: false, content: bytes };
}

/** One PDF of all, in the order of the LAOs, with a bookmark each. */
export const joinedReports =
  (about: { readonly title: string; readonly language: string }): BytesOf =>
  (reports) =>
    Readable.from(joinPdfs(reports, about), { objectMode: false });
