import { Thai } from '#renderer/print/thai.tsx';
import type { ProvinceWords } from './words.ts';

interface Headed {
  readonly province: string;
  readonly year: string;
  readonly notices: readonly string[];
  readonly opening: string;
}

/** Title, province, what to know before trusting the numbers, and what it is about. */
export function ProvinceHeading({
  title,
  data,
  words,
}: {
  readonly title: string;
  readonly data: Headed;
  readonly words: ProvinceWords;
}) {
  return (
    <>
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
    </>
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

export function Origin({
  lines,
  words,
}: {
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly words: ProvinceWords;
}) {
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
