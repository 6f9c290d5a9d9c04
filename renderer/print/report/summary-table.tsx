import type { ReportSummary, SummaryRow } from '#common/domain/report-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import type { ReportWords } from './words.ts';

/** Points per aspect with the total; what the full points leave out stands below. */
export function SummaryTable({ summary, words }: { readonly summary: ReportSummary; readonly words: ReportWords }) {
  return (
    <>
      <table className="summary">
        <colgroup>
          <col className="w12" />
          <col />
          <col className="w18" />
          <col className="w16" />
          <col className="w17" />
          <col className="w17" />
          <col className="w19" />
        </colgroup>
        <thead>
          <tr>
            {[words.aspect, words.item, words.indicators, words.full, words.self, words.team, words.percent].map(
              (head) => (
                <th key={head} scope="col" className="lines">
                  <Thai>{head}</Thai>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {summary.rows.map((row) => (
            <tr key={row.aspect}>
              <td className="center">{row.aspect}</td>
              <td>
                <Thai>{row.title}</Thai>
              </td>
              <Numbers row={row} />
            </tr>
          ))}
          <tr className="total">
            <td colSpan={2} className="center">
              {summary.total.title}
            </td>
            <Numbers row={summary.total} />
          </tr>
        </tbody>
      </table>
      {summary.notes.length > 0 && (
        <p className="note">
          <Thai>{[words.note, ...summary.notes].join(' ')}</Thai>
        </p>
      )}
    </>
  );
}

function Numbers({ row }: { readonly row: SummaryRow }) {
  return (
    <>
      <td className="center">{row.indicators}</td>
      <td className="number">{row.full}</td>
      <td className="number">{row.self}</td>
      <td className="number">{row.team}</td>
      <td className="number">{row.percent}</td>
    </>
  );
}
