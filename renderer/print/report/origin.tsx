import type { ReportData } from '#common/domain/report-data.ts';
import { Thai } from '#renderer/print/thai.tsx';
import type { ReportWords } from './words.ts';

/** What a reader needs to check the result: instrument, submission, package. */
export function Origin({ data, words }: { readonly data: ReportData; readonly words: ReportWords }) {
  return (
    <div className="boxed origin">
      <b>
        <Thai>{words.origin}</Thai>
      </b>
      <dl>
        {data.origin.map(({ label, value }) => (
          <div key={label}>
            <dt>
              <Thai>{label}</Thai>
            </dt>
            <dd>
              <Thai>{value}</Thai>
            </dd>
          </div>
        ))}
      </dl>
      {data.code !== null && (
        <p>
          <Thai>{words.electronic}</Thai>
        </p>
      )}
    </div>
  );
}
