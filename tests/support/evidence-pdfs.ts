import { PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts, type PDFPage } from '@cantoo/pdf-lib';
import sharp from 'sharp';

export interface PdfContent {
  readonly pages: number;
  /** Words on a page; `number` is 1-based. */
  readonly text?: (number: number) => string;
  /** Chapters of the outline and the pages that they lead to; those of a chapter are its sub-chapters. */
  readonly outline?: readonly { readonly title: string; readonly page: number; readonly below?: string }[];
  /** With a form field, a layer that is off, an attached file, a script and remarks of another reader. */
  readonly rich?: boolean;
  readonly password?: string;
}

/** A PDF as offices send them, with as much in it as the test needs. */
export async function makePdf(content: PdfContent): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.setTitle('แผนการควบคุมภายใน');
  pdf.setAuthor('สำนักปลัด');
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= content.pages; number += 1) {
    const page = pdf.addPage([595, 842]);
    page.drawText(content.text?.(number) ?? `Sheet ${String(number)}`, {
      x: 60,
      y: 760,
      size: 20,
      font,
      lineHeight: 26,
    });
  }
  if (content.outline) addOutline(pdf, content.outline);
  if (content.rich === true) await addRiches(pdf);
  if (content.password !== undefined) pdf.encrypt({ userPassword: content.password, ownerPassword: 'owner' });
  return Buffer.from(await pdf.save({ useObjectStreams: content.password === undefined }));
}

function addOutline(pdf: PDFDocument, chapters: NonNullable<PdfContent['outline']>): void {
  const { context } = pdf;
  const root = context.nextRef();
  const refs = chapters.map(() => context.nextRef());
  chapters.forEach(({ title, page, below }, index) => {
    const dest = context.obj([pdf.getPage(page - 1).ref, PDFName.of('Fit')]);
    const child = below === undefined ? null : context.nextRef();
    if (child)
      context.assign(
        child,
        context.obj({ Title: PDFHexString.fromText(below ?? ''), Parent: refs[index]!, Dest: dest }),
      );
    context.assign(
      refs[index]!,
      context.obj({
        Title: PDFHexString.fromText(title),
        Parent: root,
        Dest: dest,
        ...(index > 0 && { Prev: refs[index - 1]! }),
        ...(index < refs.length - 1 && { Next: refs[index + 1]! }),
        ...(child && { First: child, Last: child, Count: 1 }),
      }),
    );
  });
  context.assign(root, context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: refs.length }));
  pdf.catalog.set(PDFName.of('Outlines'), root);
}

async function addRiches(pdf: PDFDocument): Promise<void> {
  const { context } = pdf;
  const first = pdf.getPage(0);
  pdf.getForm().createTextField('office').addToPage(first, { x: 60, y: 600, width: 200, height: 24 });
  pdf.addJavaScript('greet', 'app.alert("hello")');
  await pdf.attach(new TextEncoder().encode('attached'), 'annex.txt', { mimeType: 'text/plain' });

  const layer = context.register(context.obj({ Type: 'OCG', Name: PDFHexString.fromText('ลายน้ำ') }));
  pdf.catalog.set(
    PDFName.of('OCProperties'),
    context.obj({ OCGs: [layer], D: { Order: [layer], OFF: [layer], ON: [] } }),
  );
  const resources = first.node.normalizedEntries().Resources;
  resources.set(PDFName.of('Properties'), context.obj({ Stamp: layer }));
  const drawing = context.stream('/OC /Stamp BDC 1 0 0 rg 0 0 595 300 re f EMC');
  first.node.addContentStream(context.register(drawing));

  remark(first, 'Highlight', 'ดูวันที่อีกครั้ง', 'ปลัดเทศบาล', [60, 755, 200, 785]);
  remark(pdf.getPage(pdf.getPageCount() - 1), 'Text', 'ขอเอกสารเพิ่ม', 'นายก', [300, 400, 320, 420]);
}

function remark(page: PDFPage, subtype: string, text: string, author: string, rect: readonly number[]): void {
  const { context } = page.doc;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
  const annotation = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: subtype,
      Rect: [...rect],
      C: [0.6, 0.9, 0.6],
      QuadPoints: [x1, y2, x2, y2, x1, y1, x2, y1],
      Contents: PDFHexString.fromText(text),
      T: PDFHexString.fromText(author),
      M: PDFString.of("D:20231218103000+07'00'"),
    }),
  );
  page.node.addAnnot(annotation);
}

/** A scan: every page one picture of noise, as heavy as `quality` and `width` make it. No words at all. */
export async function makeScan(pages: number, { width = 1240, quality = 80, numbered = true } = {}): Promise<Buffer> {
  const height = Math.round(width * 1.414);
  const noise = sharp({
    create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 220, sigma: 24 } },
  });
  const grain = await noise.jpeg({ quality }).toBuffer();
  const pdf = await PDFDocument.create();
  for (let number = 1; number <= pages; number += 1) {
    // Each page its own picture, as a scanner makes them: a shared one would be read once.
    if (!numbered) {
      pdf.addPage([595, 842]).drawImage(await pdf.embedJpg(grain), { x: 0, y: 0, width: 595, height: 842 });
      continue;
    }
    const label = Buffer.from(
      `<svg width="${String(width)}" height="200"><text x="80" y="140" font-size="120">${String(number)}</text></svg>`,
    );
    const picture = await sharp(grain)
      .composite([{ input: label, top: 80, left: 0 }])
      .jpeg({ quality })
      .toBuffer();
    const image = await pdf.embedJpg(picture);
    pdf.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
  }
  return Buffer.from(await pdf.save());
}
