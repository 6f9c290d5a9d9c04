import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Columns } from './columns.tsx';
import type { ProvinceWords } from './words.ts';

/** Every LAO with its percent per aspect, in the order of the codes. */
export function LaoTable({ data, words }: { readonly data: ProvinceSummaryData; readonly words: ProvinceWords }) {
  return (
    <table className="small province-dense">
      <Columns
        of={[
          { head: words.lao },
          ...data.aspects.map((row) => ({ head: `${words.aspect}\n${row.aspect}`, width: 'p15' as const })),
          { head: words.overall, width: 'p15' },
          { head: words.grade, width: 'p24' },
        ]}
      />
      <tbody>
        {data.laos.map((row) => (
          <tr key={row.code}>
            <td>
              <Thai>{row.lao}</Thai>
              <div className="province-district">
                <Thai>{`${row.code} ${row.district}`}</Thai>
              </div>
            </td>
            {row.aspects.map((percent, index) => (
              <td key={index} className="number">
                {percent}
              </td>
            ))}
            <td className="number province-strong">{row.overall}</td>
            <td className="center">
              <Thai>{row.grade}</Thai>
              <div className="province-district">{row.passed === null ? '–' : row.passed ? words.yes : words.no}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
