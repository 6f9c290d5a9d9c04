import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a person typed or imported; none of it may ever be readable in the data folder. */
export const probes = {
  name: 'สมหญิง เหลือเกินจริง',
  office: 'OFFICE-PROBE-7391',
  passphrase: 'passphrase-probe ลำน้ำปิง',
  remark: 'ข้อสังเกตลับ remark-probe-2210',
  command: 'command-probe-5513',
  document: 'document-probe-8842 เอกสาร',
  blob: 'คำสั่งแต่งตั้ง blob-probe-1177',
  unfinished: 'กำลังนำเข้า unfinished-probe-9004',
} as const;

/** The bytes in which a text could lie on disk without being sealed. */
export function formsOf(text: string): Map<string, Buffer> {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const forms = new Map<string, Buffer>([
    ['UTF-8', utf8],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['URI', Buffer.from(encodeURIComponent(text))],
    [
      'JSON escapes',
      Buffer.from(text.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)),
    ],
  ]);
  // Within a longer base64 text the same bytes have three looks; the edges depend on the neighbours and are cut off.
  for (const shift of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    forms.set(`base64 +${shift}`, Buffer.from(whole.slice(shift === 0 ? 0 : 4, -4)));
  }
  return forms;
}

/**
 * "file: form of probe" for everything found under `folder`, file names included. Run it in a process that does not have
 * the library open: closing a file drops the locks that SQLite holds on it in the same process.
 */
export function findReadable(folder: string, texts: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const needles = texts.flatMap((text) => [...formsOf(text)].map(([form, bytes]) => ({ text, form, bytes })));
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const bytes = Buffer.concat([Buffer.from(path), readFileSync(path)]);
    return needles
      .filter((needle) => bytes.includes(needle.bytes))
      .map(({ text, form }) => `${path}: ${form} of ${text}`);
  });
}
