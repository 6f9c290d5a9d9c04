import { collectBytes } from './collect-bytes.ts';
import type { DataFile, DataFileOptions } from './data-file.ts';
import { finished, write } from './write-stream.ts';

/** `lpa-results/1` (resources/formats/results.schema.json), one result a line. */
export function openJsonFile({ instrument, exportedAt, software }: DataFileOptions): DataFile {
  const { stream, bytes } = collectBytes();
  const head = JSON.stringify({ format: 'lpa-results/1', exportedAt, software, instrument });
  let before = `${head.slice(0, -1)},"results":[\n`;
  return {
    async add(result) {
      await write(stream, `${before}${JSON.stringify(result)}`);
      before = ',\n';
    },
    async end() {
      await write(stream, `${before === ',\n' ? '' : before}\n]}\n`);
      await finished(stream);
      return bytes();
    },
  };
}
