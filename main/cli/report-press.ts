import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperKind } from '#common/domain/paper/paper.ts';
import { printPaper, printReport, type PrintOptions, type ReportContent } from '#main/features/report/print-report.ts';
import { createPrinter } from '#main/host/chromium/printer.ts';
import type { Application } from '#main/host/host.ts';
import { createAssets } from '#main/lib/assets.ts';
import { createPrintData } from '#main/lib/print-data.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { HostRefusal } from '#main/host/shared/host-refusal.ts';
import { openPackagePictures, type PackagePictures } from './package-pictures.ts';
import { projectFolder } from './project-folder.ts';

/** The built pages; the report is laid out by the same page as in the app. */
function pagesFolder(): string {
  const folder = join(projectFolder(), 'out', 'renderer');
  if (existsSync(join(folder, 'print.html'))) return folder;
  throw new HostRefusal(
    'ยังไม่ได้สร้างหน้าพิมพ์ของโปรแกรม เรียก: npm run build',
    'The pages of the program are not built yet. Run: npm run build',
  );
}

export interface ReportPress {
  /** `file`: the package that the content is of. One after another. */
  print(file: string, content: ReportContent, kind: 'result' | PaperKind, paper: PrintOptions): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Prints reports as the app does, without it. */
export function openPress(): ReportPress {
  const assets = createAssets(pagesFolder());
  const printData = createPrintData(systemIds(systemClock));
  const printer = createPrinter();
  let evidence: PackagePictures | null = null;
  const app: Pick<Application, 'serve'> = {
    serve: async (request) => {
      const picture = /^\/evidence\/package\/([^/?#]+)$/.exec(request.path)?.[1];
      if (request.origin === 'app' && picture !== undefined && evidence !== null)
        return evidence.serve(decodeURIComponent(picture), request.range);
      const ticket = /^\/print-data\/([^/]+)\.json$/.exec(request.path)?.[1];
      const body = ticket === undefined ? undefined : printData.take(ticket);
      if (body === undefined) return assets.serve(request);
      return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
    },
  };
  const deps = { print: printer.print.bind(printer, app), printData };
  return {
    async print(file, content, kind, paper) {
      const options = { ...paper, printedAt: new Date(systemClock.now()).toISOString() };
      if (kind === 'result') return printReport(deps, content, options);
      evidence = await openPackagePictures(file, content.review);
      try {
        return await printPaper(deps, kind, content, { ...options, office: '', pictures: evidence.pictures });
      } finally {
        await evidence.close();
        evidence = null;
      }
    },
    close: () => printer.close(),
  };
}
