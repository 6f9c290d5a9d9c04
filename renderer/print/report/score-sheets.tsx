import type { ScoreSheet, SheetRow } from '#common/domain/report-rows.ts';
import { Lines } from '#renderer/print/lines.tsx';
import { Thai } from '#renderer/print/thai.tsx';
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
          <colgroup>
            <col className="w12" />
            <col className="w44" />
            <col className="w11" />
            <col className="w12" />
            <col className="w11" />
            <col />
            <col className="w34" />
          </colgroup>
          <thead>
            <tr>
              {[
                words.number,
                words.indicator,
                words.fullShort,
                words.selfShort,
                words.teamShort,
                words.finding,
                words.evidence,
              ].map((head) => (
                <th key={head} scope="col">
                  <Thai>{head}</Thai>
                </th>
              ))}
            </tr>
          </thead>
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
