import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A few hundred kilobytes that unpack to 64 MB. */
export async function yazlBomb(): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.alloc(64 * 1024 * 1024), 'xl/worksheets/sheet1.xml');
  zip.end();
  return buffer(zip.outputStream);
}
