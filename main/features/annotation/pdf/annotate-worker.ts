import { parentPort, workerData } from 'node:worker_threads';
import { annotatePdf } from './annotate-pdf.ts';
import type { PdfJob } from './pdf-job.ts';

/** One PDF, then the thread ends. */
parentPort?.postMessage(await annotatePdf(workerData as PdfJob));
