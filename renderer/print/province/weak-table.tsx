import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Columns } from './columns.tsx';
import type { ProvinceWords } from './words.ts';

/** The indicators to work on, the weakest first, each with a bar of its share of the full points. */
export function WeakTable({
  rows,
  words,
}: {
  readonly rows: ProvinceSummaryData['weakest'];
  readonly words: ProvinceWords;
}) {
  if (rows.length === 0) return <p>{words.noWeakest}</p>;
  return (
    <>
      <table className="small">
        <Columns
          of={[
            { head: words.number, width: 'p11' },
            { head: words.indicator },
            { head: words.aspect, width: 'p11' },
            { head: words.percent, width: 'p34' },
            { head: words.laos, width: 'p13' },
            { head: words.full, width: 'p11' },
            { head: words.zero, width: 'p11' },
            { head: words.removed, width: 'p14' },
          ]}
        />
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td className="center">{row.number}</td>
              <td>
                <Thai>{row.title}</Thai>
              </td>
              <td className="center">{row.aspect}</td>
              <td className="number">
                <svg className="province-spark" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
                  <rect className="frame" x={0.5} y={0.5} width={99} height={9} />
                  <rect className="fill" x={0} y={0} width={row.percent.length} height={10} />
                </svg>
                {row.percent.text}
              </td>
              <td className="number">{row.laos}</td>
              <td className="number">{row.full}</td>
              <td className="number">{row.zero}</td>
              <td className="number">{row.removed}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        <Thai>{words.weakestNote}</Thai>
      </p>
    </>
  );
}
