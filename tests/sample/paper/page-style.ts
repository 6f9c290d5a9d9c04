import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const files = join(import.meta.dirname, '..', '..', '..', 'node_modules', '@fontsource', 'sarabun', 'files');

const face = (subset: string, weight: number): string => {
  const data = readFileSync(join(files, `sarabun-${subset}-${weight}-normal.woff2`)).toString('base64');
  const range = subset === 'thai' ? 'U+0E00-0E7F,U+200B-200D,U+25CC' : 'U+0000-00FF,U+2010-2027,U+2190-22FF';
  return `@font-face{font-family:Sarabun;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format('woff2');unicode-range:${range}}`;
};

/** One `section.page` per sheet of A4; what does not fit is an error of the script, never cut off silently. */
export const pageStyle = (): string => `
${[face('thai', 400), face('latin', 400), face('thai', 700), face('latin', 700)].join('\n')}
@page { size: A4; margin: 0 }
@page wide { size: A4 landscape; margin: 0 }
* { box-sizing: border-box }
html, body { margin: 0; background: #fff }
body { font: 12pt/1.62 Sarabun; color: #16161a }
section.page { position: relative; width: 210mm; height: 297mm; padding: 24mm 20mm 18mm 28mm; overflow: hidden; break-after: page }
section.page.wide { page: wide; width: 297mm; height: 210mm; padding: 16mm 16mm 14mm }
p { margin: 0 0 2mm }
p.in { text-indent: 2.5cm } p.in2 { text-indent: 3.2cm }
h1 { font-size: 13.5pt; margin: 0 0 2mm; text-align: center; line-height: 1.5 }
h2 { font-size: 12pt; margin: 3mm 0 1mm }
.center { text-align: center } .right { text-align: right } .bold { font-weight: 700 } .small { font-size: 10pt }
.rule { width: 4cm; border-top: .35mm solid; margin: 2mm auto 5mm }
.head { display: grid; grid-template-columns: 1fr 1fr; margin-top: 31mm; align-items: start }
.head .from { justify-self: end; text-align: left; width: 71mm }
.crest { position: absolute; top: 17mm; left: 50%; transform: translateX(-50%) }
.field { display: grid; grid-template-columns: max-content 1fr; column-gap: 4mm }
.sign { margin: 9mm 0 0 44%; text-align: center; position: relative; break-inside: avoid }
.sign.left { margin-left: 0; width: 46% }
.sign svg.hand { position: absolute; left: 50%; top: -8mm; transform: translateX(-50%) }
.sign .gap { height: 9mm }
.signs { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm } .signs .sign { margin: 9mm 0 0 }
.seal { position: absolute; opacity: .74; mix-blend-mode: multiply }
.stamp { position: absolute; border: .55mm solid #4a4f9c; color: #4a4f9c; padding: 1.2mm 3mm; font-size: 10.5pt; line-height: 1.45; opacity: .85; mix-blend-mode: multiply }
table { width: 100%; border-collapse: collapse; font-size: 10.5pt; line-height: 1.4; margin: 2mm 0 }
th, td { border: .25mm solid #333; padding: .8mm 1.8mm; vertical-align: top; text-align: left }
th { text-align: center; background: #f1f1f1; font-weight: 700; vertical-align: middle }
td.n { text-align: right; white-space: nowrap } td.c { text-align: center; white-space: nowrap }
tr.sum td { font-weight: 700 }
.foot { position: absolute; left: 28mm; right: 20mm; bottom: 9mm; display: flex; justify-content: space-between; font-size: 9.5pt; color: #444 }
.wide .foot { left: 16mm; right: 16mm; bottom: 6mm }
.pageno { text-align: center; margin-bottom: 3mm }
.memo-title { font-size: 22pt; font-weight: 700; text-align: center; margin: -6mm 0 3mm; line-height: 1.3 }
.line { border-bottom: .2mm dotted #555; }
`;
