import {
  degrees,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFString,
  rgb,
  StandardFonts,
  type PDFPage,
} from '@cantoo/pdf-lib';

export const secret = 'SECRETWORD';
export const open = 'PUBLICWORD';

interface Geometry {
  readonly turn?: number;
  readonly crop?: readonly [number, number, number, number];
  readonly unit?: number;
}

/** One page of 400 × 300: a red secret and a blue word beside it, turned, cut and enlarged. */
export async function turnedPdf({ turn = 0, crop, unit = 1 }: Geometry): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.HelveticaBold);
  const page = pdf.addPage([400, 300]);
  page.drawText(secret, { x: 90, y: 180, size: 22, font, color: rgb(1, 0, 0) });
  page.drawText(open, { x: 90, y: 120, size: 22, font, color: rgb(0, 0, 1) });
  page.setRotation(degrees(turn));
  if (crop !== undefined) page.setCropBox(...crop);
  if (unit !== 1) page.node.set(PDFName.of('UserUnit'), pdf.context.obj(unit));
  return pdf.save({ useObjectStreams: false });
}

/** Two pages, and the secret in every corner of a PDF in which something can be left behind. */
export async function leakyPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const font = await pdf.embedFont(StandardFonts.HelveticaBold);
  pdf.setTitle(secret);
  pdf.setSubject(secret);
  pdf.setKeywords([secret]);
  const [first, second] = [pdf.addPage([595, 842]), pdf.addPage([595, 842])];
  for (const page of [first, second]) page.drawText(open, { x: 60, y: 500, size: 20, font, color: rgb(0, 0, 1) });
  first.drawText(secret, { x: 60, y: 700, size: 20, font, color: rgb(1, 0, 0) });
  pdf.getForm().createTextField('office').addToPage(first, { x: 60, y: 650, width: 200, height: 24 });
  pdf.getForm().getTextField('office').setText(secret);
  pdf.addJavaScript('greet', `app.alert("${secret}")`);
  await pdf.attach(new TextEncoder().encode(`${secret} in a file`), 'annex.txt', { mimeType: 'text/plain' });
  const stream = (text: string, dict = {}) => context.register(context.flateStream(text, dict));
  pdf.catalog.set(PDFName.of('Metadata'), stream(`<x>${secret}</x>`, { Type: 'Metadata', Subtype: 'XML' }));
  first.node.set(PDFName.of('Metadata'), stream(`<x>${secret}</x>`, { Type: 'Metadata', Subtype: 'XML' }));
  first.node.set(PDFName.of('PieceInfo'), context.obj({ Maker: { Private: PDFString.of(secret) } }));
  addOutline(pdf, first);
  addStructure(pdf, first);
  addHiddenLayer(pdf, second);
  const link = { Type: 'Annot', Subtype: 'Link', Rect: [60, 690, 200, 720], Contents: PDFHexString.fromText(secret) };
  first.node.addAnnot(
    context.register(context.obj({ ...link, A: { S: 'URI', URI: PDFString.of(`https://example.org/${secret}`) } })),
  );
  // A link back: what a copied page points to comes along.
  second.node.addAnnot(
    context.register(
      context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], Dest: [first.ref, PDFName.of('Fit')] }),
    ),
  );
  return pdf.save({ useObjectStreams: false });
}

function addOutline(pdf: PDFDocument, page: PDFPage): void {
  const { context, catalog } = pdf;
  const [root, item] = [context.nextRef(), context.nextRef()];
  const dest = [page.ref, PDFName.of('Fit')];
  context.assign(item, context.obj({ Title: PDFHexString.fromText(secret), Parent: root, Dest: dest }));
  context.assign(root, context.obj({ Type: 'Outlines', First: item, Last: item, Count: 1 }));
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('Dests'), context.obj({ [secret]: dest }));
}

function addStructure(pdf: PDFDocument, page: PDFPage): void {
  const { context, catalog } = pdf;
  const [root, item] = [context.nextRef(), context.nextRef()];
  const said = { ActualText: PDFHexString.fromText(secret), Alt: PDFString.of(secret) };
  context.assign(item, context.obj({ Type: 'StructElem', S: 'P', P: root, Pg: page.ref, K: 0, ...said }));
  context.assign(root, context.obj({ Type: 'StructTreeRoot', K: item }));
  catalog.set(PDFName.of('StructTreeRoot'), root);
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
}

/** Words that nobody sees, on a page where nothing is blacked out. */
function addHiddenLayer(pdf: PDFDocument, page: PDFPage): void {
  const { context, catalog } = pdf;
  const layer = context.register(context.obj({ Type: 'OCG', Name: PDFHexString.fromText(secret) }));
  catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { Order: [layer], OFF: [layer], ON: [] } }));
  page.node.normalizedEntries().Resources.set(PDFName.of('Properties'), context.obj({ Hidden: layer }));
  const fonts = page.node.normalizedEntries().Font;
  const name = fonts.keys()[0]!;
  const drawing = `/OC /Hidden BDC BT ${name.asString()} 20 Tf 60 300 Td (${secret}) Tj ET EMC`;
  page.node.addContentStream(context.register(context.stream(drawing)));
}

/** One page on which a layer and an annotation, both red, are for paper only, and a blue layer for the screen only. */
export async function paperOnlyPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const { context, catalog } = pdf;
  const page = pdf.addPage([400, 300]);
  const layer = (name: string, view: string, print: string) =>
    context.register(
      context.obj({
        ...{ Type: 'OCG', Name: PDFString.of(name) },
        Usage: { View: { ViewState: view }, Print: { PrintState: print } },
      }),
    );
  const [paper, screen] = [layer('paper', 'OFF', 'ON'), layer('screen', 'ON', 'OFF')];
  const groups = [paper, screen];
  const usage = (event: string) => ({ Event: event, Category: [event], OCGs: groups });
  catalog.set(
    PDFName.of('OCProperties'),
    context.obj({ OCGs: groups, D: { Order: groups, ON: groups, OFF: [], AS: [usage('View'), usage('Print')] } }),
  );
  page.node.normalizedEntries().Resources.set(PDFName.of('Properties'), context.obj({ Paper: paper, Screen: screen }));
  const box = (name: string, colour: string, x: number) => `/OC /${name} BDC ${colour} rg ${x} 200 60 40 re f EMC\n`;
  const drawing = box('Paper', '1 0 0', 40) + box('Screen', '0 0 1', 300);
  page.node.addContentStream(context.register(context.stream(drawing)));
  const look = context.stream('1 0 0 rg 0 0 60 40 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 60, 40] });
  const noViewPrint = 32 + 4;
  page.node.addAnnot(
    context.register(
      context.obj({
        ...{ Type: 'Annot', Subtype: 'Square', Rect: [150, 200, 210, 240], F: noViewPrint },
        AP: { N: context.register(look) },
      }),
    ),
  );
  return pdf.save({ useObjectStreams: false });
}
