import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { printPaper, printReport } from '#main/features/report/print-report.ts';
import { createPrinter } from '#main/host/chromium/printer.ts';
import type { Application } from '#main/host/host.ts';
import { createAssets } from '#main/lib/assets.ts';
import { createPrintData } from '#main/lib/print-data.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { HostRefusal } from '#main/host/shared/host-refusal.ts';
import { writeAtomically } from '#main/storage/atomic-file.ts';
import { onDisk } from '#main/storage/storage-failure.ts';
import { openPackage } from '#main/verify/verify-file.ts';
import { projectFolder } from './project-folder.ts';
import { both, writeError, writeLine, type ExitCode } from './terminal.ts';
import { verdictLines } from './verdict-text.ts';
import { paperHindrance } from '#common/domain/paper/hindrance.ts';
import type { PaperKind } from '#common/domain/paper/paper.ts';
import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';

interface ReportOptions {
  readonly out: string;
  /** Of the messages. */
  readonly language: Language;
  readonly kind: 'result' | PaperKind;
  /** Of the print. */
  readonly paper: { readonly language: Language; readonly digits: Digits };
}

/** The built pages; the report is laid out by the same page as in the app. */
function pagesFolder(): string {
  const folder = join(projectFolder(), 'out', 'renderer');
  if (existsSync(join(folder, 'print.html'))) return folder;
  throw new HostRefusal(
    'ยังไม่ได้สร้างหน้าพิมพ์ของโปรแกรม เรียก: npm run build',
    'The pages of the program are not built yet. Run: npm run build',
  );
}

/** Prints the result or another paper of a valid package again, from the package's own content. */
export async function reprint(file: string, { out, kind, language, paper }: ReportOptions): Promise<ExitCode> {
  const { report, ground } = await openPackage(file);
  if (report.verdict !== 'valid' || ground === null) {
    for (const line of verdictLines(report, language)) writeError(line);
    writeError(both('ไม่พิมพ์รายงานจากแพ็กเกจที่ใช้ไม่ได้', 'No report is printed from such a package.')[language]);
    return report.verdict === 'unreadable' ? 2 : 1;
  }
  if (kind !== 'result' && paperHindrance(kind, ground) !== null) {
    writeError(both('แพ็กเกจนี้ไม่มีข้อมูลสำหรับเอกสารนี้', 'The package holds nothing for this paper.')[language]);
    return 1;
  }
  const assets = createAssets(pagesFolder());
  const printData = createPrintData(systemIds(systemClock));
  const printer = createPrinter();
  const app: Pick<Application, 'serve'> = {
    serve: async (request) => {
      const ticket = /^\/print-data\/([^/]+)\.json$/.exec(request.path)?.[1];
      const body = ticket === undefined ? undefined : printData.take(ticket);
      if (body === undefined) return assets.serve(request);
      return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
    },
  };
  try {
    const deps = { print: printer.print.bind(printer, app), printData };
    const printedAt = new Date(systemClock.now()).toISOString();
    const pdf =
      kind === 'result'
        ? await printReport(deps, ground, { ...paper, printedAt })
        : await printPaper(deps, kind, ground, { ...paper, printedAt, office: '' });
    const target = resolve(out);
    await onDisk(target, () => writeAtomically(target, pdf));
    writeLine(both(`พิมพ์รายงานแล้ว: ${target}`, `Report printed: ${target}`)[language]);
    return 0;
  } finally {
    await printer.close();
  }
}
