import type { DifferenceRow } from '#common/domain/report-rows.ts';
import { Lines } from '#renderer/print/lines.tsx';
import { Thai } from '#renderer/print/thai.tsx';
import { HeadRow } from './head-row.tsx';
import type { ReportWords } from './words.ts';

/** Where the team's points differ from the LAO's own, why, and on what proof. */
export function DifferenceTable({
  rows,
  words,
}: {
  readonly rows: readonly DifferenceRow[];
  readonly words: ReportWords;
}) {
  if (rows.length === 0) return <p>{words.noDifferences}</p>;
  return (
    <table className="small">
      <HeadRow
        columns={[
          { head: words.number, width: 'w12' },
          { head: words.indicator, width: 'w42' },
          { head: words.selfShort, width: 'w12' },
          { head: words.teamShort, width: 'w12' },
          { head: words.reason },
          { head: words.evidence, width: 'w36' },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td className="center">{row.number}</td>
            <td>
              <Thai>{row.title}</Thai>
            </td>
            <td className="center">{row.self}</td>
            <td className="center">{row.team}</td>
            <td>
              <Lines of={row.reason.split('\n')} />
            </td>
            <td>
              <Lines of={row.evidence} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
