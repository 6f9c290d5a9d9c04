import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '#main/build.ts';
import type { PrintDeps } from '#main/features/report/print-report.ts';
import { createPrinter } from '#main/host/chromium/printer.ts';
import type { Application } from '#main/host/host.ts';
import { serveBytes } from '#main/lib/byte-range.ts';
import { createAssets } from '#main/lib/assets.ts';
import { createPrintData, type PrintData } from '#main/lib/print-data.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { root } from './paths.ts';

export interface PrintPage extends PrintDeps {
  readonly printData: PrintData;
  /** Files that the page may ask for at `/evidence/sample/<id>`. */
  readonly evidence: Map<string, Uint8Array>;
  /** What the page is made of, for a browser that is not the host's. */
  readonly serve: Application['serve'];
  /** Paths that the page asked for since the start. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** The app's own print page, printed by the real Chromium host under the app's policy. */
export async function openPrintPage(): Promise<PrintPage> {
  const folder = await mkdtemp(join(tmpdir(), 'lpa-print-'));
  await buildIfStale();
  const assets = createAssets(join(root, 'out', 'renderer'));
  const printData = createPrintData(systemIds(systemClock));
  const printer = createPrinter({ profilesFolder: join(folder, 'profile') });
  const asked: string[] = [];
  const evidence = new Map<string, Uint8Array>();
  const app: Pick<Application, 'serve'> = {
    async serve(request) {
      asked.push(request.path);
      const file = evidence.get(/^\/evidence\/sample\/([^/]+)$/.exec(request.path)?.[1] ?? '');
      if (file !== undefined && request.origin === 'app')
        return serveBytes({ size: file.length, read: async (begin, end) => file.subarray(begin, end) }, request.range, {
          'content-type': 'application/octet-stream',
        });
      const ticket = /^\/print-data\/([^/]+)\.json$/.exec(request.path)?.[1];
      if (ticket === undefined) return assets.serve(request);
      const body = printData.take(ticket);
      return {
        status: body ? 200 : 404,
        headers: { 'content-type': 'application/json' },
        body: body ?? Buffer.alloc(0),
      };
    },
  };
  return {
    asked,
    evidence,
    serve: app.serve,
    printData,
    print: (path, setup) => printer.print(app, path, setup),
    async close() {
      await printer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
