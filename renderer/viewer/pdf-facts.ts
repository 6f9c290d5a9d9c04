import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { DocumentFacts } from '#common/contract/viewer.ts';
import { plainText } from './plain-text.ts';

/** pdf.js types these as plain objects. */
interface Info {
  readonly Title?: unknown;
  readonly Author?: unknown;
  readonly Producer?: unknown;
  readonly CreationDate?: unknown;
  readonly ModDate?: unknown;
  readonly IsSignaturesPresent?: unknown;
}
interface Layer {
  readonly name?: unknown;
  readonly visible?: unknown;
}

/** What a PDF says about itself. Each part that cannot be read counts as absent: the pages are what matters. */
export async function readPdfFacts(document: PDFDocumentProxy): Promise<DocumentFacts> {
  const [outline, fields, layers, attachments, hasFieldScripts, scripts, meta] = await Promise.all([
    quietly(document.getOutline()),
    quietly(document.getFieldObjects()),
    quietly(document.getOptionalContentConfig()),
    quietly(document.getAttachments()),
    quietly(document.hasJSActions()),
    quietly(document.getJSActions()),
    quietly(document.getMetadata()),
  ]);
  const info = (meta?.info ?? {}) as Info;
  const groups = layers ? ([...layers] as readonly (readonly [string, Layer])[]) : [];
  return {
    hasOutline: (outline?.length ?? 0) > 0,
    formFields: fields?.size ?? 0,
    layers: groups.slice(0, 1000).map(([id, { name, visible }]) => ({
      id: id.slice(0, 200),
      name: plainText(name, 200),
      visible: visible !== false,
    })),
    attachments: attachments?.size ?? 0,
    hasScripts: hasFieldScripts === true || (scripts?.size ?? 0) > 0,
    isSigned: info.IsSignaturesPresent === true,
    title: plainText(info.Title, 500),
    author: plainText(info.Author, 500),
    producer: plainText(info.Producer, 500),
    createdAt: isoOf(info.CreationDate),
    modifiedAt: isoOf(info.ModDate),
  };
}

const quietly = <T>(reading: Promise<T>): Promise<T | null> => reading.catch(() => null);

/** "D:20231218103000+07'00'" → "2023-12-18T10:30:00+07:00"; as much of it as the file says, '' for anything else. */
function isoOf(date: unknown): string {
  const read = /^(?:D:)?(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?)?)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?/.exec(
    typeof date === 'string' ? date : '',
  );
  if (!read) return '';
  const [, year = '', month, day, hour, minute, second = '00', utc, sign, hours = '', minutes = '00'] = read;
  const days = [year, month, day].filter((part) => part !== undefined).join('-');
  if (hour === undefined || minute === undefined) return days;
  const zone = utc === 'Z' ? 'Z' : sign === undefined ? '' : `${sign}${hours}:${minutes}`;
  return `${days}T${hour}:${minute}:${second}${zone}`;
}
