import type { PaperCell, PaperColumn, PaperRow, PaperTable } from '#common/domain/paper/paper.ts';
import { Lines } from '#renderer/print/lines.tsx';
import { Thai } from '#renderer/print/thai.tsx';
import { PaperSignatures } from './paper-signatures.tsx';
import { PictureRow } from './picture-row.tsx';
import type { PaperWords } from './words.ts';

/** Heads come again on every page; the heading of a group stays with its first row. */
export function PaperTableView({ table, words }: { readonly table: PaperTable; readonly words: PaperWords }) {
  const { columns, rows, ending } = table;
  return (
    <table className="small paper-table">
      <colgroup>
        {columns.map(({ head, width }) => (
          <col key={head} {...(width !== null && { style: { width: `${String(width)}mm` } })} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ head }) => (
            <th key={head} scope="col">
              <Thai>{head}</Thai>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row key={index} row={row} columns={columns} words={words} />
        ))}
        {/* A row, since only between rows does Chromium keep what must not be parted, over any number of pages. */}
        <tr className="paper-ending">
          <td colSpan={columns.length}>
            {ending.notes.map((note) => (
              <p key={note} className="note">
                <Thai>{note}</Thai>
              </p>
            ))}
            <PaperSignatures parts={ending.signatures} words={words} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Row({
  row,
  columns,
  words,
}: {
  readonly row: PaperRow;
  readonly columns: readonly PaperColumn[];
  readonly words: PaperWords;
}) {
  if (row.kind === 'picture') return <PictureRow row={row} columns={columns.length} words={words} />;
  if (row.kind === 'group') {
    return (
      <tr className="paper-group">
        <th colSpan={columns.length} scope="rowgroup">
          <Thai>{row.text}</Thai>
        </th>
      </tr>
    );
  }
  if (row.kind === 'cells') {
    return (
      <tr>
        {row.cells.map((cell, index) => (
          <Cell key={index} cell={cell} column={columns[index]} />
        ))}
      </tr>
    );
  }
  const under = columns.length - row.cells.length;
  return (
    <tr className="total paper-total">
      <td colSpan={under} className="center">
        <Thai>{row.label}</Thai>
      </td>
      {row.cells.map((cell, index) => (
        <Cell key={index} cell={cell} column={columns[under + index]} />
      ))}
    </tr>
  );
}

const alignments = { start: '', centre: 'center', end: 'number' } as const;

function Cell({ cell, column }: { readonly cell: PaperCell; readonly column: PaperColumn | undefined }) {
  if (cell === 'tick') {
    return (
      <td className="center">
        <span className="tick paper-tick" />
      </td>
    );
  }
  if (cell === 'blank') return <td />;
  const { align = 'start', strong = false } = column ?? {};
  return (
    <td className={`${alignments[align]}${strong ? ' paper-strong' : ''}`}>
      <Lines of={cell} />
    </td>
  );
}
