import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  PDFString,
  PDFRef,
  type PDFPage,
} from '@cantoo/pdf-lib';
import { signCades } from './sign-cades.ts';
import type { Signer } from './signer.ts';

/** Where a printed page leaves room for a signature: a link to this address, which becomes the signature's field. */
export const signatureLink = 'https://sig.invalid/signature';

export interface PdfSignature {
  readonly name: string;
  readonly reason: string;
  readonly at: Date;
}

/** Bytes of DER that fit; a certificate with its chain takes a few thousand. */
const room = 16 * 1024;
/** Ten digits each: files up to 10 GB. */
const openRange = `[0 ${['/', '/', '/'].map((one) => one.padEnd(11, '*')).join(' ')}]`;

/**
 * Signs a PDF as PAdES B-B (ETSI EN 319 142-1): what was printed stays byte by byte, the signature is appended. The
 * visible block is what was printed where the link stands. Throws when the pages leave no room for a signature.
 */
export async function signPdf(pdf: Uint8Array, signer: Signer, signature: PdfSignature): Promise<Uint8Array> {
  const added = await appendField(pdf, signature);
  const bytes = Buffer.concat([pdf, added]);
  const open = bytes.indexOf('/Contents <', pdf.length, 'latin1') + '/Contents '.length;
  const close = open + 2 * room + 2;
  const range = bytes.indexOf(openRange, pdf.length, 'latin1');
  if (range < 0 || bytes[open] !== 0x3c || bytes[close - 1] !== 0x3e) throw new Error('The signature has no place');
  const text = `[0 ${open} ${close} ${bytes.length - close}]`;
  bytes.write(text.padEnd(openRange.length), range, 'latin1');
  // The time stands in /M: PAdES forbids a second one among the signed attributes.
  const der = await signCades(signer, Buffer.concat([bytes.subarray(0, open), bytes.subarray(close)]), null);
  if (der.length > room) throw new Error('The signature is too long');
  bytes.write(Buffer.from(der).toString('hex'), open + 1, 'latin1');
  return bytes;
}

async function appendField(pdf: Uint8Array, signature: PdfSignature): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false });
  const { context, catalog } = document;
  const found = findLink(document);
  if (found === null) throw new Error('The pages leave no room for a signature');
  const snapshot = document.takeSnapshot();
  const value = context.register(PDFInvalidObject.of(Buffer.from(signatureDictionary(signature), 'latin1')));
  const form = context.obj({ Fields: [found.ref], SigFlags: 3 });
  becomeField(found, value, signature.name);
  catalog.set(PDFName.of('AcroForm'), context.register(form));
  const { Root: root } = context.trailerInfo;
  snapshot.markRefsForSave(root instanceof PDFRef ? [found.ref, root] : [found.ref]);
  return document.saveIncremental(snapshot, { useObjectStreams: false });
}

interface FoundLink {
  readonly ref: PDFRef;
  readonly link: PDFDict;
  readonly page: PDFPage;
}

function findLink(document: PDFDocument): FoundLink | null {
  for (const page of document.getPages()) {
    const annotations = page.node.Annots();
    for (let index = 0; index < (annotations?.size() ?? 0); index += 1) {
      const ref = annotations?.get(index);
      const link = annotations?.lookupMaybe(index, PDFDict);
      if (link === undefined || !(ref instanceof PDFRef)) continue;
      const uri = link.lookupMaybe(PDFName.of('A'), PDFDict)?.lookup(PDFName.of('URI'));
      if (uri instanceof PDFString && uri.asString() === signatureLink) return { ref, link, page };
    }
  }
  return null;
}

/** What Chromium wrote as a link at the right place becomes the widget of a signature field (ISO 32000-1, 12.7.4.5). */
function becomeField({ link, page }: FoundLink, value: PDFRef, name: string): void {
  const { context } = page.doc;
  for (const key of ['A', 'Border', 'Contents', 'Dest', 'H']) link.delete(PDFName.of(key));
  const [left = 0, bottom = 0, right = 0, top = 0] = link
    .lookup(PDFName.of('Rect'), PDFArray)
    .asArray()
    .map((one) => (one instanceof PDFNumber ? one.asNumber() : 0));
  // Nothing of its own to draw: the visible block is printed on the page.
  const appearance = context.stream('', {
    ...{ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, right - left, top - bottom], Resources: {} },
  });
  link.set(PDFName.of('Subtype'), PDFName.of('Widget'));
  link.set(PDFName.of('FT'), PDFName.of('Sig'));
  link.set(PDFName.of('V'), value);
  link.set(PDFName.of('T'), PDFString.of('Signature1'));
  link.set(PDFName.of('TU'), PDFHexString.fromText(name));
  link.set(PDFName.of('P'), page.ref);
  link.set(PDFName.of('F'), PDFNumber.of(132));
  link.set(PDFName.of('AP'), context.obj({ N: context.register(appearance) }));
}

/** Written by hand: the two open places keep their length until the signature is known. */
function signatureDictionary({ name, reason, at }: PdfSignature): string {
  const text = (value: string) => PDFHexString.fromText(value).toString();
  const time = at.toISOString().slice(0, 19).replace(/\D/g, '');
  return (
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n' +
    `/ByteRange ${openRange}\n/Contents <${'0'.repeat(2 * room)}>\n` +
    `/Name ${text(name)} /Reason ${text(reason)} /M (D:${time}Z) >>`
  );
}
