import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Columns } from './columns.tsx';
import type { ProvinceWords } from './words.ts';

type Spread = ProvinceSummaryData['overall'];

/** Averages over the LAOs, aspect by aspect, then by the method that decides. */
export function AspectTable({ data, words }: { readonly data: ProvinceSummaryData; readonly words: ProvinceWords }) {
  return (
    <>
      <table className="province-figures">
        <Columns
          of={[
            { head: words.aspect, width: 'p11' },
            { head: words.item },
            { head: words.laos, width: 'p14' },
            { head: words.self, width: 'p18' },
            { head: words.team, width: 'p18' },
            { head: words.lowest, width: 'p18' },
            { head: words.highest, width: 'p18' },
            { head: `${words.reached}\n${data.passMark.text}`, width: 'p18' },
          ]}
        />
        <tbody>
          {data.aspects.map((row) => (
            <tr key={row.aspect}>
              <td className="center">{row.aspect}</td>
              <td>
                <Thai>{row.title}</Thai>
              </td>
              <Numbers row={row} />
            </tr>
          ))}
          <tr className="total">
            <td colSpan={2}>
              <Thai>{words.allAspects}</Thai>
            </td>
            <Numbers row={data.overall} />
          </tr>
        </tbody>
      </table>
      <p className="note">
        <Thai>{words.aspectsNote}</Thai>
      </p>
    </>
  );
}

function Numbers({ row }: { readonly row: Spread }) {
  return (
    <>
      <td className="number">{row.laos}</td>
      <td className="number">{row.self}</td>
      <td className="number">{row.team.text}</td>
      <td className="number">{row.lowest.text}</td>
      <td className="number">{row.highest.text}</td>
      <td className="number">{row.reached}</td>
    </>
  );
}
