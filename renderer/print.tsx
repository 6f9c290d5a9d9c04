// First, so that the styles of single pages can refine it.
import '#renderer/print/print.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { loadFonts } from '#renderer/print/fonts.ts';
import { loadJob, PrintFailure } from '#renderer/print/load-job.ts';
import { PrintedJob } from '#renderer/print/printed-job.tsx';

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
    flushSync(() => createRoot(root).render(<PrintedJob job={job} />));
    page.ready = 'true';
  } catch (error) {
    page.ready = 'failed';
    page.failed = error instanceof PrintFailure ? error.code : 'layout';
  }
}

void print();
