import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** Writes an Office file anew with fixed times, inside and out: the libraries note when they wrote it. */
export async function settleZip(bytes: Buffer): Promise<Buffer> {
  const from = await fromBufferPromise(bytes);
  const to = new ZipFile();
  for await (const entry of from.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const parts: Buffer[] = [];
    for await (const part of await from.openReadStreamPromise(entry)) parts.push(part as Buffer);
    let content = Buffer.concat(parts);
    if (entry.fileName === 'docProps/core.xml')
      content = Buffer.from(content.toString().replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2024-06-10T03:00:00Z'));
    // Local time on purpose: DOS time has no zone.
    to.addBuffer(content, entry.fileName, { mtime: new Date(2024, 5, 10), forceDosTimestamp: true, mode: 0o100644 });
  }
  to.end();
  const chunks: Buffer[] = [];
  for await (const chunk of to.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
