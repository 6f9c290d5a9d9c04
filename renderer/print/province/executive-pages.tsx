import type { ExecutiveViewData } from '#common/domain/executive-view.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Columns } from './columns.tsx';
import { ProvincePaper, Signatures } from './parts.tsx';
import { TopicTable } from './topic-table.tsx';
import { provinceWords } from './words.ts';

/** Which LPA results speak to the assessment of executives: by issue, by what the letter asks, and LAO by LAO. */
export function ExecutivePages({ data }: { readonly data: ExecutiveViewData }) {
  const words = provinceWords(data.language, data.digits);
  return (
    <ProvincePaper title={words.executive} data={data} words={words}>
      <h3>
        <Thai>{words.issues}</Thai>
      </h3>
      <TopicTable
        topics={data.issues.map((issue) => ({ ...issue, label: `${words.issue} ${issue.number}` }))}
        words={words}
      />
      <h3>
        <Thai>{words.tasks}</Thai>
      </h3>
      <TopicTable topics={data.tasks.map((task) => ({ ...task, label: null }))} words={words} />
      <Signatures words={words} />
      <section className="province-annex">
        <h2>
          <Thai>{`${words.annex} ${words.tasksByLao}`}</Thai>
        </h2>
        <table className="small">
          <Columns
            of={[
              { head: words.lao },
              { head: words.energy, width: 'p34' },
              { head: words.plan, width: 'p34' },
              { head: words.satisfaction, width: 'p34' },
            ]}
          />
          <tbody>
            {data.laos.map((row) => (
              <tr key={row.code}>
                <td>
                  <Thai>{row.lao}</Thai>
                  <div className="province-district">{row.code}</div>
                </td>
                {row.cells.map((cell, index) => (
                  <td key={index}>
                    <Thai>{cell === '' ? '.'.repeat(20) : cell}</Thai>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </ProvincePaper>
  );
}
