import { rawZip, type RawEntry } from '#tests/support/raw-zip.ts';

const types = (more = '') =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
   <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
   <Default Extension="xml" ContentType="application/xml"/>${more}</Types>`;
const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (list: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;
const packed = (name: string, text: string | Buffer, more: Partial<RawEntry> = {}): RawEntry => ({
  ...{ name, data: Buffer.from(text), method: 8 },
  ...more,
});

function wordFile(body: string, relationList = '', more: readonly RawEntry[] = [], before = ''): Buffer {
  return rawZip([
    packed('[Content_Types].xml', types()),
    packed(
      '_rels/.rels',
      relations(`<Relationship Id="r1" Type="${namespace}/officeDocument" Target="word/document.xml"/>`),
    ),
    packed('word/_rels/document.xml.rels', relations(relationList)),
    packed(
      'word/document.xml',
      `<?xml version="1.0"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:r="${namespace}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}</w:body></w:document>`,
    ),
    ...more,
  ]);
}

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** Fetches a picture, brings a page with a script, and links to a script and to a file. */
export const activeWord = (): Buffer =>
  wordFile(
    `${paragraph('ACTIVE')}
     <w:p><w:hyperlink r:id="r2"><w:r><w:t>script</w:t></w:r></w:hyperlink></w:p>
     <w:p><w:hyperlink r:id="r5"><w:r><w:t>file</w:t></w:r></w:hyperlink></w:p>
     <w:altChunk r:id="r3"/>
     <w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><a:graphic><a:graphicData
       uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:link="r4" r:embed="r4"/></pic:blipFill>
       <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
    `<Relationship Id="r2" Type="${namespace}/hyperlink" Target="javascript:alert(document.domain)" TargetMode="External"/>
     <Relationship Id="r3" Type="${namespace}/aFChunk" Target="chunk.html"/>
     <Relationship Id="r4" Type="${namespace}/image" Target="https://example.invalid/pixel.png" TargetMode="External"/>
     <Relationship Id="r5" Type="${namespace}/hyperlink" Target="file:///etc/passwd" TargetMode="External"/>`,
    [
      packed(
        'word/chunk.html',
        `<script>fetch('https://example.invalid/chunk')</script><img src="https://example.invalid/c.png">`,
      ),
    ],
  );

/** Style names that would leave their rule, and rules that would fetch. */
export const styledWord = (): Buffer =>
  wordFile(paragraph('STYLED'), `<Relationship Id="r2" Type="${namespace}/styles" Target="styles.xml"/>`, [
    packed(
      'word/styles.xml',
      `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
       <w:style w:type="paragraph" w:default="1" w:styleId="x{} body{display:none!important} @import url(https://example.invalid/css); .y">
       <w:name w:val="Normal"/><w:rPr><w:color w:val="FF0000;background:url(https://example.invalid/bg)"/></w:rPr></w:style></w:styles>`,
    ),
  ]);

const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
/** Entities that read a file, fetch, and grow a billionfold. */
export const entityWord = (): Buffer =>
  wordFile(
    paragraph('ENTITY &file; &net; &l9;'),
    '',
    [],
    `<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "https://example.invalid/dtd"><!ENTITY l0 "lol">${lol}]>`,
  );

export const bombWord = (): Buffer =>
  wordFile(paragraph('BOMB'), '', [packed('word/media/image1.bin', Buffer.alloc(230_000_000))]);
/** Says a kilobyte and unpacks to fifty megabytes. */
export const lyingWord = (): Buffer =>
  wordFile(paragraph('LYING'), '', [packed('word/footnotes.xml', Buffer.alloc(50_000_000, 0x20), { size: 1000 })]);

function bookFile(sheet: string | Buffer, more: readonly RawEntry[] = []): Buffer {
  return rawZip([
    packed(
      '[Content_Types].xml',
      types(
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>',
      ),
    ),
    packed(
      '_rels/.rels',
      relations(`<Relationship Id="r1" Type="${namespace}/officeDocument" Target="xl/workbook.xml"/>`),
    ),
    packed(
      'xl/workbook.xml',
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${namespace}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    packed(
      'xl/_rels/workbook.xml.rels',
      relations(
        `<Relationship Id="r1" Type="${namespace}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${namespace}/externalLink" Target="https://example.invalid/book.xlsx" TargetMode="External"/>`,
      ),
    ),
    packed('xl/worksheets/sheet1.xml', sheet),
    ...more,
  ]);
}

const sheet = (rows: string, more = '') =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${namespace}"><sheetData>${rows}</sheetData>${more}</worksheet>`;

/** Formulas that start programs, fetch, and link. */
export const activeBook = (): Buffer =>
  bookFile(
    sheet(
      `<row r="1"><c r="A1" t="str"><f>cmd|'/C calc'!A0</f><v>DDE</v></c>
       <c r="B1" t="str"><f>WEBSERVICE("https://example.invalid/w")</f><v>WEB</v></c>
       <c r="C1" t="inlineStr"><is><t>&lt;img src=x onerror=alert(1)&gt;</t></is></c></row>`,
      '<hyperlinks><hyperlink ref="A1" r:id="r9"/></hyperlinks>',
    ),
    [
      packed(
        'xl/worksheets/_rels/sheet1.xml.rels',
        relations(
          `<Relationship Id="r9" Type="${namespace}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>`,
        ),
      ),
    ],
  );
export const bombBook = (): Buffer => bookFile(Buffer.alloc(300_000_000, 0x20));
/** A million cells that are one, at the far corner of the sheet. */
export const vastBook = (): Buffer =>
  bookFile(
    sheet(
      '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
      '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
  );
