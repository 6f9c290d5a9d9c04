import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { loadFonts } from '#renderer/print/fonts.ts';
import { loadJob, PrintFailure } from '#renderer/print/load-job.ts';
import { PrintedJob } from '#renderer/print/printed-job.tsx';
import '#renderer/print/print.css';

/**
 * Lays out one job for the PDF printer: no bridge, no input. The host waits for `data-ready` on the root element;
 * `data-failed` holds a code when there is nothing to print.
 */
async function print(): Promise<void> {
  const page = document.documentElement.dataset;
  try {
    const job = await loadJob(new URLSearchParams(location.search).get('ticket'));
    document.documentElement.lang = job.language;
    const root = document.getElementById('root');
    if (root === null) throw new PrintFailure('page');
    flushSync(() => createRoot(root).render(<PrintedJob job={job} />));
    await loadFonts();
    page.ready = 'true';
  } catch (error) {
    page.failed = error instanceof PrintFailure ? error.code : 'layout';
  }
}

void print();
