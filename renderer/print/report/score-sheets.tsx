import type { ScoreSheet, SheetRow } from '#common/domain/report-rows.ts';
import { Lines } from '#renderer/print/lines.tsx';
import { Thai } from '#renderer/print/thai.tsx';
import { HeadRow } from './head-row.tsx';
import type { ReportWords } from './words.ts';

/** The annex: one sheet per aspect, every indicator with what was found and on what proof. */
export function ScoreSheets({
  sheets,
  words,
}: {
  readonly sheets: readonly ScoreSheet[];
  readonly words: ReportWords;
}) {
  return (
    <section className="annex new-page">
      <h2>
        <Thai>{`${words.annex} ${words.annexTitle}`}</Thai>
      </h2>
      {sheets.map((sheet) => (
        <Sheet key={sheet.aspect} sheet={sheet} words={words} />
      ))}
    </section>
  );
}

function Sheet({ sheet, words }: { readonly sheet: ScoreSheet; readonly words: ReportWords }) {
  return (
    <section>
      <h3>
        <Thai>{`${words.aspectNumber}\u00A0${sheet.aspect} ${sheet.title}`}</Thai>
      </h3>
      {sheet.rows.length === 0 ? (
        <p>
          <Thai>{words.noIndicators}</Thai>
        </p>
      ) : (
        <table className="small">
          <HeadRow
            columns={[
              { head: words.number, width: 'w12' },
              { head: words.indicator, width: 'w44' },
              { head: words.fullShort, width: 'w11' },
              { head: words.selfShort, width: 'w12' },
              { head: words.teamShort, width: 'w11' },
              { head: words.finding },
              { head: words.evidence, width: 'w34' },
            ]}
          />
          <tbody>
            {sheet.rows.map((row) => (
              <Row key={row.number} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: SheetRow }) {
  return (
    <tr>
      <td className="center">{row.number}</td>
      <td>
        <Thai>{row.title}</Thai>
        {row.tags.length > 0 && <div className="tags">{`[${row.tags.join(' · ')}]`}</div>}
      </td>
      <td className="center">{row.full}</td>
      <td className="center">{row.self}</td>
      <td className="center strong">{row.team}</td>
      <td>
        <Lines of={[row.finding, ...row.remarks].filter((line) => line !== '').flatMap((line) => line.split('\n'))} />
      </td>
      <td>
        <Lines of={row.evidence} />
      </td>
    </tr>
  );
}
