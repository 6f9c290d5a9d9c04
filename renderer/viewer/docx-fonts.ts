import latin from '@fontsource/sarabun/files/sarabun-latin-400-normal.woff2?url';
import latinItalic from '@fontsource/sarabun/files/sarabun-latin-400-italic.woff2?url';
import latinBold from '@fontsource/sarabun/files/sarabun-latin-700-normal.woff2?url';
import latinBoldItalic from '@fontsource/sarabun/files/sarabun-latin-700-italic.woff2?url';
import thai from '@fontsource/sarabun/files/sarabun-thai-400-normal.woff2?url';
import thaiItalic from '@fontsource/sarabun/files/sarabun-thai-400-italic.woff2?url';
import thaiBold from '@fontsource/sarabun/files/sarabun-thai-700-normal.woff2?url';
import thaiBoldItalic from '@fontsource/sarabun/files/sarabun-thai-700-italic.woff2?url';

/**
 * Fonts that Thai offices write with and that may not be shipped: small letters on tall lines. Sarabun takes their place
 * at about the same size, on every computer alike, even where one of them is installed.
 */
const officeFonts = [
  'TH SarabunPSK',
  'TH Sarabun New',
  'TH SarabunIT๙',
  'TH SarabunIT9',
  'THSarabun',
  'THSarabunPSK',
  'THSarabunNew',
  'TH Niramit AS',
  'TH K2D July8',
  'Angsana New',
  'AngsanaUPC',
  'Cordia New',
  'CordiaUPC',
  'Browallia New',
  'BrowalliaUPC',
];
const smaller = '75%';
const thaiRange = 'U+0E01-0E5B, U+200C-200D, U+25CC';
const latinRange = 'U+0000-00FF, U+2000-206F, U+20AC, U+2122, U+2212, U+FEFF, U+FFFD';

const faces = [
  [thai, 400, 'normal', thaiRange],
  [thaiItalic, 400, 'italic', thaiRange],
  [thaiBold, 700, 'normal', thaiRange],
  [thaiBoldItalic, 700, 'italic', thaiRange],
  [latin, 400, 'normal', latinRange],
  [latinItalic, 400, 'italic', latinRange],
  [latinBold, 700, 'normal', latinRange],
  [latinBoldItalic, 700, 'italic', latinRange],
] as const;

const face = (family: string, scale: string): string =>
  faces
    .map(
      ([file, weight, style, range]) =>
        `@font-face { font-family: '${family}'; src: url('${new URL(file, document.baseURI).href}') format('woff2'); ` +
        `font-weight: ${weight}; font-style: ${style}; unicode-range: ${range}; size-adjust: ${scale}; }`,
    )
    .join('\n');

/** Rules for a style sheet of a document. */
export const officeFontFaces = (): string =>
  [...officeFonts.map((family) => face(family, smaller)), face('Sarabun', '100%')].join('\n');
