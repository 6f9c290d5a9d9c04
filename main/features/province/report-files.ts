import { ZipFile } from 'yazl';
import { AppError } from '#common/contract/failures.ts';
import { joinPdfs } from '#main/lib/pdf/join-pdfs.ts';
import { collectBytes } from './collect-bytes.ts';

/** Where the printed reports of many LAOs go, one after another and in any order. */
export interface ReportFiles {
  add(report: {
    readonly name: string;
    readonly title: string;
    readonly order: number;
    readonly bytes: Uint8Array;
  }): Promise<void>;
  end(): Promise<Uint8Array>;
}

/** A zip with one PDF each. They are compressed already. */
export function openReportZip(at: Date): ReportFiles {
  const zip = new ZipFile();
  const { stream, bytes } = collectBytes();
  const done = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve).once('error', reject);
    zip.once('error', reject);
  });
  done.catch(() => undefined); // told by `add` or `end`
  zip.outputStream.pipe(stream);
  return {
    async add({ name, bytes: content }) {
      // A stream that failed has no room left for more.
      if (stream.errored !== null) throw stream.errored;
      zip.addBuffer(Buffer.from(content), name, { compress: false, mtime: at });
      return Promise.resolve();
    },
    async end() {
      zip.end();
      await done;
      return bytes();
    },
  };
}

/** Bytes that wait for their turn together with what is joined: more would not be offered anyway. */
const most = 512 * 1024 * 1024;

/** One PDF of all, in the order of the LAOs, with a bookmark each. */
export async function openJoinedReport(about: {
  readonly title: string;
  readonly language: string;
}): Promise<ReportFiles> {
  const joiner = await joinPdfs();
  const waiting: { readonly title: string; readonly order: number; readonly bytes: Uint8Array }[] = [];
  let size = 0;
  return {
    async add(report) {
      size += report.bytes.byteLength;
      if (size > most) throw new AppError('report.too-large');
      waiting.push(report);
      return Promise.resolve();
    },
    async end() {
      for (const { bytes, title } of waiting.toSorted((a, b) => a.order - b.order)) await joiner.add(bytes, title);
      return joiner.end(about);
    },
  };
}
