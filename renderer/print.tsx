// First, so that the styles of single pages can refine it.
import '#renderer/print/print.css';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { PrintJob } from '#common/contract/print-job.ts';
import { drawRedactedPages } from '#renderer/print/draw-redacted-pages.ts';
import { loadFonts } from '#renderer/print/fonts.ts';
import { loadJob, PrintFailure } from '#renderer/print/load-job.ts';
import { drawPictures } from '#renderer/print/paper/draw-pictures.ts';
import { Pictures } from '#renderer/print/paper/picture-row.tsx';
import { PrintedJob } from '#renderer/print/printed-job.tsx';
import { picturesRead, RedactedSheets } from '#renderer/print/redacted-sheets.tsx';

/**
 * Lays out one job for the PDF printer: no bridge, no input. The host waits for `data-ready` on the root element: "true", or
 * "failed" with the code in `data-failed`.
 */
async function print(): Promise<void> {
  const page = document.documentElement.dataset;
  try {
    // Chromium before 131 leaves page numbers out without a word.
    if (!('CSSMarginRule' in window)) throw new PrintFailure('browser');
    const job = await loadJob(new URLSearchParams(location.search).get('ticket'));
    document.documentElement.lang = job.language;
    const root = document.getElementById('root');
    if (root === null) throw new PrintFailure('page');
    // Before the layout, since the report measures itself.
    await loadFonts();
    const printed = await layOut(job);
    flushSync(() => createRoot(root).render(printed));
    await picturesRead();
    page.ready = 'true';
  } catch (error) {
    page.ready = 'failed';
    page.failed = error instanceof PrintFailure ? error.code : 'layout';
  }
}

/** Evidence is drawn before anything is laid out. */
async function layOut(job: PrintJob): Promise<ReactNode> {
  if (job.kind === 'redaction') return <RedactedSheets found={await drawRedactedPages(job)} />;
  if (job.kind !== 'paper') return <PrintedJob job={job} />;
  return (
    <Pictures value={await drawPictures(job)}>
      <PrintedJob job={job} />
    </Pictures>
  );
}

void print();
