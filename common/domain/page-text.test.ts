import { expect, test } from 'vitest';
import { isPicture } from './page-text.ts';

test.each([
  ['', true],
  ['  \n\f ', true],
  ['หน้า ๓', true],
  ['Scanned by CamScanner', true],
  ['ประกาศเทศบาลตำบลท่าแก้วพัฒนา เรื่อง นโยบายไม่รับของขวัญ', false],
  ['Development plan of the municipality', false],
  ['ปร\u0000ก\u0000ศเทศบ\u0000ลต\u0000บลท\u0000แก\u0000วพัฒน\u0000 เร\u0000อง นโยบ\u0000ย', false],
  ['\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd abcdefghijklmnopqrst', true],
  ['\uf70a\uf70b\uf712'.repeat(20), true],
  ['»ÃÐ¡ÒÈà·ÈºÒÅµÓºÅ·èÒá¡éÇ¾Ñ²¹Ò àÃ×èÍ§ ¹âÂºÒÂ', true],
])('%j is read from its picture: %s', (text, expected) => {
  expect(isPicture(text)).toBe(expected);
});
