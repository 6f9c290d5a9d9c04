import { decodeText } from './decode-text.ts';
import { readSeparated } from './separated-text.ts';
import type { Book } from './sheet-book.ts';
import { longestCell, mostColumns, mostRows } from './sheet-messages.ts';

/** CSS pixels of a letter, and of the narrowest and widest column. */
const letter = 7.5;
const [narrow, wide] = [60, 320];
const measuredRows = 200;

/** A table written as text: one sheet, every field as it stands. */
export function readTextTable(bytes: Uint8Array): Book {
  const { rows, isCut } = readSeparated(decodeText(bytes), mostRows);
  const columns = Math.min(
    mostColumns,
    rows.reduce((most, row) => Math.max(most, row.length), 1),
  );
  const widths = Array.from({ length: columns }, (_, column) => {
    const longest = rows.slice(0, measuredRows).reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0);
    return Math.min(wide, Math.max(narrow, longest * letter + 16));
  });
  return {
    hasMacros: false,
    sheets: [{ name: '', rows: rows.length, columns, widths, merges: [], isHidden: false, isCut }],
    rows: (_sheet, from, to) =>
      rows.slice(from, to).map((row) =>
        row.slice(0, columns).map((text) =>
          text === ''
            ? null
            : {
                text: text.slice(0, longestCell),
                formula: null,
                isNumber: /^-?[\d,]+(?:\.\d+)?%?$/.test(text),
                date: null,
              },
        ),
      ),
  };
}
