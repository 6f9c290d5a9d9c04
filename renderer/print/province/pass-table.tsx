import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Columns } from './columns.tsx';
import type { ProvinceWords } from './words.ts';

/** Who reached the instrument's mark, or who did not, the best first. */
export function PassTable({
  rows,
  none,
  words,
}: {
  readonly rows: ProvinceSummaryData['passed'];
  readonly none: string;
  readonly words: ProvinceWords;
}) {
  if (rows.length === 0) {
    return (
      <p>
        <Thai>{none}</Thai>
      </p>
    );
  }
  return (
    <table className="small">
      <Columns
        of={[
          { head: words.order, width: 'p13' },
          { head: words.lao },
          { head: words.district, width: 'p34' },
          { head: words.percent, width: 'p18' },
          { head: words.grade, width: 'p28' },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr key={row.order}>
            <td className="center">{row.order}</td>
            <td>
              <Thai>{row.lao}</Thai>
            </td>
            <td>
              <Thai>{row.district}</Thai>
            </td>
            <td className="number">{row.percent}</td>
            <td className="center">{row.grade}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
