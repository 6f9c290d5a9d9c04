import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReportData } from '#common/domain/report-data.ts';
import { PageStyle } from '#renderer/print/page-style.tsx';
import { Thai } from '#renderer/print/thai.tsx';
import { BarChart } from './bar-chart.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { NotApplicableTable } from './not-applicable-table.tsx';
import { Origin } from './origin.tsx';
import { ResultBox } from './result-box.tsx';
import { ScoreSheets } from './score-sheets.tsx';
import { SignatureBlock } from './signature-block.tsx';
import { SummaryTable } from './summary-table.tsx';
import { reportWords, type ReportWords } from './words.ts';
import './report.css';

/** Height of the text on the first page: A4 less the margins of print.css, less 1 mm to be safe. */
const firstPage = 297 - 22 - 20 - 1;
const pixelsPerMillimetre = 96 / 25.4;

/** The individual result of one LAO: summary, differences and signatures, then the annex with every indicator. */
export function ReportPages({ data }: { readonly data: ReportData }) {
  const words = reportWords(data.language, data.digits);
  // The public edition has totals alone.
  const totalsOnly = data.sheets.length === 0;
  const first = useRef<HTMLElement>(null);
  const [fits, setFits] = useState(true);
  // A summary that fits one page ends it, with the word of continuation; a longer one runs on into section 3.
  useLayoutEffect(() => {
    const height = first.current?.getBoundingClientRect().height ?? 0;
    setFits(height <= firstPage * pixelsPerMillimetre);
  }, []);
  useEffect(() => {
    document.title = data.title;
  }, [data.title]);
  return (
    <main>
      <PageStyle
        language={data.language}
        digits={data.digits}
        foot={footOf(data, words)}
        label={data.draft ? words.draft : null}
      />
      <section ref={first}>
        <Heading data={data} words={words} />
        {data.notices.length > 0 && (
          <ul className="boxed notices">
            {data.notices.map((notice) => (
              <li key={notice}>
                <Thai>{notice}</Thai>
              </li>
            ))}
          </ul>
        )}
        {data.opening !== '' && (
          <p className="indent">
            <Thai>{data.opening}</Thai>
          </p>
        )}
        <h3>
          <Thai>{words.summary}</Thai>
        </h3>
        <SummaryTable summary={data.summary} words={words} />
        <ResultBox result={data.result} words={words} />
        <div className="together">
          <h3>
            <Thai>{words.chart}</Thai>
          </h3>
          <BarChart chart={data.chart} words={words} />
          {fits && !totalsOnly && <p className="continued">{words.nextSection}</p>}
        </div>
      </section>
      {!totalsOnly && (
        <section className={fits ? 'new-page' : ''}>
          <h3>
            <Thai>{words.differences}</Thai>
          </h3>
          <DifferenceTable rows={data.differences} words={words} />
          <h3>
            <Thai>{words.notApplicable}</Thai>
          </h3>
          <NotApplicableTable rows={data.notApplicable} words={words} />
          <SignatureBlock signers={data.signers} words={words} />
        </section>
      )}
      {!totalsOnly && <ScoreSheets sheets={data.sheets} words={words} />}
      {!totalsOnly && <Origin data={data} words={words} />}
    </main>
  );
}

function Heading({ data, words }: { readonly data: ReportData; readonly words: ReportWords }) {
  return (
    <header>
      <h1>
        <Thai>{words.title}</Thai>
        <br />
        {`${words.yearOf}\u00A0${data.year}`}
      </h1>
      <h2>
        <Thai>{`${data.lao} ${data.place}`}</Thai>
      </h2>
      <hr className="rule" />
    </header>
  );
}

const footOf = (data: ReportData, words: ReportWords): string =>
  [data.lao, `${words.code} ${data.laoCode}`, ...(data.code === null ? [] : [`${words.package} ${data.code}`])].join(
    ' · ',
  );
