import type { NotApplicableRow } from '#common/domain/report-rows.ts';
import { Lines } from '#renderer/print/lines.tsx';
import { Thai } from '#renderer/print/thai.tsx';
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
      <colgroup>
        <col className="w12" />
        <col className="w58" />
        <col />
        <col className="w36" />
      </colgroup>
      <thead>
        <tr>
          {[words.number, words.indicator, words.reason, words.agreedBy].map((head) => (
            <th key={head} scope="col">
              <Thai>{head}</Thai>
            </th>
          ))}
        </tr>
      </thead>
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
