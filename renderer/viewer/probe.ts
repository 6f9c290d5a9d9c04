import type { ProbeOutcome, ViewerDocument } from '#common/contract/viewer.ts';
import type { ReadBytes } from './byte-source.ts';
import { isImage, probeImage } from './image-source.ts';
import { openSource } from './open-source.ts';
import { OpenError } from './page-source.ts';
import { probePdf } from './pdf-probe.ts';
import { recognise } from './recognise.ts';

/** Decodes as much of a document as a reader sees first, and says what came of it. */
export async function probe(read: ReadBytes, document: ViewerDocument): Promise<ProbeOutcome> {
  try {
    const { type } = await recognise(read, document);
    if (type === 'pdf') await probePdf(read, document.size);
    else if (isImage(type)) await probeImage(read, document.size, type);
    else await openAndForget(read, document);
    return 'drawn';
  } catch (error) {
    return error instanceof OpenError ? error.code : 'damaged';
  }
}

/** What is drawn by other means than the browser's own: opened, its first page drawn out of sight, and closed. */
async function openAndForget(read: ReadBytes, document: ViewerDocument): Promise<void> {
  const { source } = await openSource(read, document);
  try {
    const host = globalThis.document.createElement('div');
    if (!source.whole) await source.draw(1, host, { scale: 0.1, rotation: 0 }, new AbortController().signal);
    for (const canvas of host.querySelectorAll('canvas')) canvas.width = 0; // its memory now
  } catch (error) {
    throw error instanceof OpenError ? error : new OpenError('damaged', { cause: error });
  } finally {
    source.close();
  }
}
