import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { drawRedacted } from './draw-redacted.ts';

const file = { sha256: 'a'.repeat(64), size: 3, title: 'x', mediaType: 'application/pdf' };

const drawWith = (print: () => Promise<Uint8Array>) =>
  drawRedacted({ read: async () => Buffer.alloc(3) }, file, [], 'th', {
    print,
    printData: { offer: () => 'job' },
    exports: { offerStream: (fileName, _type, size) => ({ ticket: 'x', fileName, size }), withdraw: () => undefined },
  });

async function titled(title: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  pdf.setTitle(title);
  return pdf.save();
}

test.each([
  ['that does not come to an end', () => Promise.reject(new Error('timeout'))],
  ['that says no JSON', () => titled('LPA Assessor')],
  ['that says something else', () => titled('{"pages":0}')],
  ['that is no PDF', async () => new TextEncoder().encode('<html>')],
])('a print %s costs this copy, not the package', async (_what, print) => {
  await expect(drawWith(print)).rejects.toMatchObject({
    code: 'annotation.pdf-failed',
    details: { reason: 'damaged', redacted: true },
  });
});
