import { stringify } from 'csv-stringify/sync';
import type { Language } from '#common/domain/text.ts';
import type { Cell, Table } from '#common/formats/result-tables.ts';
import { collectBytes } from './collect-bytes.ts';
import type { DataFile } from './data-file.ts';
import { finished, write } from './write-stream.ts';

/** UTF-8 with BOM and CRLF, as spreadsheets expect; no cell can start a formula. */
export function openCsvFile(table: Table, language: Language): DataFile {
  const { stream, bytes } = collectBytes();
  const lines = (rows: readonly (readonly Cell[])[]): string =>
    stringify(
      rows.map((row) => [...row]),
      {
        ...{ record_delimiter: 'windows', escape_formulas: true, quoted_match: '\r' },
        // Half a character cannot be written as UTF-8.
        cast: { string: (text) => Buffer.from(text).toString() },
      },
    );
  const head = `\uFEFF${lines([table.columns.map(({ header }) => header[language])])}`;
  let begun = false;
  return {
    async add(result) {
      await write(stream, `${begun ? '' : head}${lines(table.rows(result))}`);
      begun = true;
    },
    async end() {
      if (!begun) await write(stream, head);
      await finished(stream);
      return bytes();
    },
  };
}
