import { noise } from './noise.ts';

const digits = 10;
const number = (value: number) => String(value).padStart(digits, '0');

/**
 * A valid PDF of one page with a line of ASCII text, padded to exactly `size` bytes by a stream that nothing refers to.
 * Numbers that depend on the size are written with leading zeros, so that the frame has one length.
 */
export function* pdfFile(line: string, seed: string, size: number): Generator<Buffer> {
  const text = `BT /F1 18 Tf 72 760 Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ].map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`);
  const begin = '%PDF-1.4\n';
  const offsets = objects.map((_, index) => begin.length + objects.slice(0, index).join('').length);
  const paddingAt = begin.length + objects.join('').length;
  const padding = (length: number) => `6 0 obj\n<< /Length ${number(length)} >>\nstream\n`;
  const closing = '\nendstream\nendobj\n';
  const trailer = (length: number) => {
    const table = [...offsets, paddingAt].map((offset) => `${number(offset)} 00000 n \n`).join('');
    const startOfTable = paddingAt + padding(length).length + length + closing.length;
    const tail = `trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n${number(startOfTable)}\n%%EOF\n`;
    return `xref\n0 7\n0000000000 65535 f \n${table}${tail}`;
  };
  const frame = paddingAt + padding(0).length + closing.length + trailer(0).length;
  const length = Math.max(0, size - frame);
  yield Buffer.from(begin + objects.join('') + padding(length), 'latin1');
  yield* noise(seed, length);
  yield Buffer.from(closing + trailer(length), 'latin1');
}

/** The smallest file that `pdfFile` can make is a little smaller than this. */
export const smallestPdf = 1500;
