import type { DifferenceRow } from '#common/domain/report-rows.ts';
import { Lines } from '#renderer/print/lines.tsx';
import { Thai } from '#renderer/print/thai.tsx';
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
      <colgroup>
        <col className="w12" />
        <col className="w42" />
        <col className="w12" />
        <col className="w12" />
        <col />
        <col className="w36" />
      </colgroup>
      <thead>
        <tr>
          {[words.number, words.indicator, words.selfShort, words.teamShort, words.reason, words.evidence].map(
            (head) => (
              <th key={head} scope="col">
                <Thai>{head}</Thai>
              </th>
            ),
          )}
        </tr>
      </thead>
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
