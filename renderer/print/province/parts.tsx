import { useEffect, type ReactNode } from 'react';
import type { Language } from '#common/domain/text.ts';
import type { Digits } from '#common/domain/thai-date.ts';
import { PageStyle } from '#renderer/print/page-style.tsx';
import { Thai } from '#renderer/print/thai.tsx';
import type { ProvinceWords } from './words.ts';
import './province.css';

interface ProvinceData {
  readonly language: Language;
  readonly digits: Digits;
  /** Of the document. */
  readonly title: string;
  readonly province: string;
  readonly year: string;
  readonly notices: readonly string[];
  readonly opening: string;
  readonly origin: readonly { readonly label: string; readonly value: string }[];
}

/** Title, province, what to know before trusting the numbers, and what it is about; at the end where it comes from. */
export function ProvincePaper({
  title,
  data,
  words,
  children,
}: {
  readonly title: string;
  readonly data: ProvinceData;
  readonly words: ProvinceWords;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.title = data.title;
  }, [data.title]);
  return (
    <main>
      <PageStyle
        language={data.language}
        digits={data.digits}
        foot={`${title} ${words.yearOf} ${data.year} · ${data.province}`}
        label={null}
      />
      <header>
        <h1>
          <Thai>{title}</Thai>
          <br />
          {`${words.yearOf}\u00A0${data.year}`}
        </h1>
        <h2>
          <Thai>{data.province}</Thai>
        </h2>
        <hr className="rule" />
      </header>
      <ul className="boxed province-notices">
        {data.notices.map((notice) => (
          <li key={notice}>
            <Thai>{notice}</Thai>
          </li>
        ))}
      </ul>
      <p className="indent">
        <Thai>{data.opening}</Thai>
      </p>
      {children}
      <Origin lines={data.origin} words={words} />
    </main>
  );
}

const dots = (count: number): string => '.'.repeat(count);

export function Signatures({ words }: { readonly words: ProvinceWords }) {
  return (
    <div className="together province-signatures">
      {[words.prepared, words.checked].map((who) => (
        <div key={who}>
          <p>{`${words.signed} ${dots(46)}`}</p>
          <p>{`(${dots(44)})`}</p>
          <p>{`${words.position} ${dots(42)}`}</p>
          <p>{who}</p>
        </div>
      ))}
    </div>
  );
}

function Origin({ lines, words }: { readonly lines: ProvinceData['origin']; readonly words: ProvinceWords }) {
  return (
    <div className="boxed province-origin">
      <b>
        <Thai>{words.origin}</Thai>
      </b>
      <dl>
        {lines.map(({ label, value }) => (
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
    </div>
  );
}
