import type { NotApplicableRow } from '#common/domain/report-rows.ts';
import { Lines } from '#renderer/print/lines.tsx';
import { Thai } from '#renderer/print/thai.tsx';
import { HeadRow } from './head-row.tsx';
import type { ReportWords } from './words.ts';

/** Indicators that the team set aside, why, and who agreed. */
export function NotApplicableTable({
  rows,
  words,
}: {
  readonly rows: readonly NotApplicableRow[];
  readonly words: ReportWords;
}) {
  if (rows.length === 0) return <p>{words.noNotApplicable}</p>;
  return (
    <table className="small">
      <HeadRow
        columns={[
          { head: words.number, width: 'w12' },
          { head: words.indicator, width: 'w58' },
          { head: words.reason },
          { head: words.agreedBy, width: 'w36' },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td className="center">{row.number}</td>
            <td>
              <Thai>{row.title}</Thai>
            </td>
            <td>
              <Lines of={[...row.reason.split('\n'), ...(row.fullPoints ? [words.fullPoints] : [])]} />
            </td>
            <td>
              <Thai>{row.agreedBy}</Thai>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
