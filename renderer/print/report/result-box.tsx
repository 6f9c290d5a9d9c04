import type { ReportResult } from '#common/domain/report-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import type { ReportWords } from './words.ts';

/** Both overall percentages with the one that decides, and what follows from it. */
export function ResultBox({ result, words }: { readonly result: ReportResult; readonly words: ReportWords }) {
  return (
    <div className="result together">
      {result.methods.map(({ label, percent, deciding }) => (
        <p key={label}>
          <span>
            <Thai>{`${label} ${deciding ? words.deciding : words.compared}`}</Thai>
          </span>
          {deciding ? <b>{percent}</b> : <span>{percent}</span>}
        </p>
      ))}
      <p className="verdict">
        <span>
          <Thai>{`${words.result} (${words.passMark}\u00A0${result.passMark})`}</Thai>
        </span>
        <b>
          <Thai>{result.verdict}</Thai>
        </b>
      </p>
    </div>
  );
}
