import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { signatureLink } from '#main/lib/signing/sign-pdf.ts';

/** A small PDF with room for a signature, as the printed report has it; `text` stands in its title, `ballast` in a stream of its own. */
export async function signablePdf(text = 'report', ballast: Uint8Array = new Uint8Array()): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setTitle(text);
  const page = document.addPage([400, 300]);
  const link = document.context.obj({
    ...{ Type: 'Annot', Subtype: 'Link', Rect: [40, 40, 300, 90], Border: [0, 0, 0] },
    A: { S: 'URI', URI: PDFString.of(signatureLink) },
  });
  page.node.set(PDFName.of('Annots'), document.context.obj([document.context.register(link)]));
  if (ballast.length > 0)
    page.node.set(PDFName.of('Ballast'), document.context.register(document.context.stream(ballast)));
  return Buffer.from(await document.save({ useObjectStreams: false }));
}
