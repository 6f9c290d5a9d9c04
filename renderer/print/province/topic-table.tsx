import { Fragment } from 'react';
import type { ExecutiveViewData } from '#common/domain/executive-view.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Columns } from './columns.tsx';
import type { ProvinceWords } from './words.ts';

type Topic = ExecutiveViewData['tasks'][number] & { readonly label: string | null };

/** Topics with the indicators that speak to them; what is not known is a line of dots. */
export function TopicTable({ topics, words }: { readonly topics: readonly Topic[]; readonly words: ProvinceWords }) {
  return (
    <table className="small">
      <Columns
        of={[
          { head: words.number, width: 'p11' },
          { head: words.indicator },
          { head: words.laos, width: 'p14' },
          { head: words.percent, width: 'p18' },
          { head: words.full, width: 'p13' },
          { head: words.zero, width: 'p13' },
        ]}
      />
      <tbody>
        {topics.map(({ label, name, indicators }, index) => (
          <Fragment key={index}>
            <tr className="province-topic">
              <th colSpan={6} scope="rowgroup">
                <Thai>{[label ?? '', name ?? '.'.repeat(60)].join(' ').trim()}</Thai>
              </th>
            </tr>
            {indicators.map((row) => (
              <tr key={row.number}>
                <td className="center">{row.number}</td>
                <td>
                  <Thai>{row.title}</Thai>
                </td>
                <td className="number">{row.laos}</td>
                <td className="number">{row.percent}</td>
                <td className="number">{row.full}</td>
                <td className="number">{row.zero}</td>
              </tr>
            ))}
            {indicators.length === 0 && (
              <tr>
                <td colSpan={6}>
                  <Thai>{words.noIndicator}</Thai>
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
