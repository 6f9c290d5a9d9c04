import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { AspectChart } from './aspect-chart.tsx';
import { AspectTable } from './aspect-table.tsx';
import { GradeChart } from './grade-chart.tsx';
import { GradeTable } from './grade-table.tsx';
import { LaoTable } from './lao-table.tsx';
import { LeftOutTable } from './left-out-table.tsx';
import { PassTable } from './pass-table.tsx';
import { ProvincePaper, Signatures } from './parts.tsx';
import { WeakTable } from './weak-table.tsx';
import { provinceWords } from './words.ts';

/** What became of the LAOs of a province: figures and charts, who passed, and in the annex each LAO. */
export function ProvinceSummaryPages({ data }: { readonly data: ProvinceSummaryData }) {
  const words = provinceWords(data.language, data.digits);
  return (
    <ProvincePaper title={words.title} data={data} words={words}>
      <h3>
        <Thai>{words.overview}</Thai>
      </h3>
      <table className="overview">
        <tbody>
          {data.overview.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row">
                <Thai>{label}</Thai>
              </th>
              <td className="number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>
        <Thai>{words.aspects}</Thai>
      </h3>
      <AspectTable data={data} words={words} />
      <div className="together">
        <h3>
          <Thai>{words.aspectChart}</Thai>
        </h3>
        <AspectChart data={data} words={words} />
      </div>
      <h3>
        <Thai>{words.grades}</Thai>
      </h3>
      <GradeTable grades={data.grades} words={words} />
      <div className="together">
        <h3>
          <Thai>{words.gradeChart}</Thai>
        </h3>
        <GradeChart bars={data.grades.bars} words={words} />
      </div>
      <h3>
        <Thai>{words.weakest}</Thai>
      </h3>
      <WeakTable rows={data.weakest} words={words} />
      <h3>
        <Thai>{words.passed}</Thai>
      </h3>
      <PassTable rows={data.passed} none={words.noPassed} words={words} />
      <h3>
        <Thai>{words.failed}</Thai>
      </h3>
      <PassTable rows={data.failed} none={words.noFailed} words={words} />
      <Signatures words={words} />
      <section className="province-annex">
        <h2>
          <Thai>{`${words.annex} ${words.annexTitle}`}</Thai>
        </h2>
        <LaoTable data={data} words={words} />
        {data.leftOut.length > 0 && (
          <>
            <h3>
              <Thai>{words.leftOut}</Thai>
            </h3>
            <LeftOutTable rows={data.leftOut} words={words} />
          </>
        )}
      </section>
    </ProvincePaper>
  );
}
