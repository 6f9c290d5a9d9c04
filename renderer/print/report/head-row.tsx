import { Thai } from '#renderer/print/thai.tsx';

interface Column {
  readonly head: string;
  /** One of report.css's widths; absent: what is left. */
  readonly width?: string;
}

/** Widths and heads of a table; printed again at the top of every page that the table reaches. */
export function HeadRow({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <>
      <colgroup>
        {columns.map(({ head, width }) => (
          <col key={head} className={width} />
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
    </>
  );
}
