import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Columns } from './columns.tsx';
import type { ProvinceWords } from './words.ts';

/** LAOs that no figure speaks of, so that nobody takes the summary for more than it is. */
export function LeftOutTable({
  rows,
  words,
}: {
  readonly rows: ProvinceSummaryData['leftOut'];
  readonly words: ProvinceWords;
}) {
  return (
    <table className="small">
      <Columns of={[{ head: words.code, width: 'p24' }, { head: words.lao }, { head: words.reason, width: 'p34' }]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <td className="center">{row.code}</td>
            <td>
              <Thai>{row.lao}</Thai>
            </td>
            <td>
              <Thai>{row.reason}</Thai>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
