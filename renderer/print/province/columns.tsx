import { Thai } from '#renderer/print/thai.tsx';

interface Column {
  readonly head: string;
  /** Millimetres; absent: what is left. */
  readonly width?: 'p11' | 'p13' | 'p14' | 'p15' | 'p16' | 'p18' | 'p24' | 'p28' | 'p34';
}

/** Widths and heads of a table; printed again at the top of every page that the table reaches. */
export function Columns({ of }: { readonly of: readonly Column[] }) {
  return (
    <>
      <colgroup>
        {of.map(({ head, width }) => (
          <col key={head} className={width} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {of.map(({ head }) => (
            <th key={head} scope="col" className="province-lines">
              <Thai>{head}</Thai>
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
