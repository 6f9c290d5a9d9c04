import type { LetterClosing, LetterHead, MemoHead } from '#common/domain/paper/paper.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Dotted, Facts } from './dotted.tsx';
import { dots } from './dots.ts';

/** Room for the emblem, which offices have on their paper or paste in: the app ships none. */
function Garuda({ size, children }: { readonly size: 'letter' | 'memo'; readonly children: string }) {
  return (
    <div className={`garuda garuda-${size}`}>
      <span>{children}</span>
    </div>
  );
}

/** Lines of dots run below what is filled in, too, as แบบที่ 29 has it; no rule stands between head and text. */
export function MemoHeading({ head }: { readonly head: MemoHead }) {
  const { office, number, date, subject, to } = head;
  return (
    <header>
      <div className="memo-top">
        <Garuda size="memo">{head.garuda}</Garuda>
        <h1>{head.title}</h1>
        <div />
      </div>
      <p className="memo-line">
        <b>{office.label}</b>
        <Filled value={office.value} />
      </p>
      <p className="memo-line">
        <b>{number.label}</b>
        <Filled value={number.value} />
        <b>{date.label}</b>
        <Filled value={date.value} />
      </p>
      <p className="memo-line">
        <b>{subject.label}</b>
        <Filled value={subject.value} />
      </p>
      <p className="memo-line memo-to">
        <span>{to.label}</span>
        <Dotted value={to.value} />
      </p>
    </header>
  );
}

function Filled({ value }: { readonly value: string | null }) {
  return <span className="filled">{value !== null && <Thai>{value}</Thai>}</span>;
}

export function LetterHeading({ head }: { readonly head: LetterHead }) {
  const { number, sender, enclosures } = head;
  return (
    <header>
      <Garuda size="letter">{head.garuda}</Garuda>
      <div className="letter-top">
        <p className="letter-number">
          <span>{number.label}</span>
          <Dotted value={number.value} />
        </p>
        <div>
          {sender.map((line, index) => (
            <p key={index} className="letter-sender">
              <Dotted value={line} />
            </p>
          ))}
        </div>
      </div>
      <p className="letter-date">
        <Dotted value={null} />
      </p>
      {[head.subject, head.to, head.reference].map(({ label, value }) => (
        <p key={label} className="letter-line">
          <span>{label}</span>
          <Dotted value={value} />
        </p>
      ))}
      <div className="letter-line">
        <span>{enclosures.label}</span>
        <div>
          {enclosures.items.map(({ text, count }) => (
            <p key={text} className="enclosure">
              <span>
                <Thai>{text}</Thai>
              </span>
              <span>{count}</span>
            </p>
          ))}
        </div>
      </div>
    </header>
  );
}

/** A signature never stands on a page without words of the letter. */
export function Closing({ block }: { readonly block: LetterClosing }) {
  const { paragraphs, salute, signer, positionLabel, contact } = block;
  return (
    <div className="together closing">
      {paragraphs.map((text) => (
        <p key={text} className="indented">
          <Thai>{text}</Thai>
        </p>
      ))}
      <div className="closing-signature">
        {salute !== null && <p className="salute">{salute}</p>}
        <p className="closing-name">{`(${signer.name ?? dots(50)})`}</p>
        <p>{signer.title ?? `${positionLabel} ${dots(46)}`}</p>
      </div>
      {contact.length > 0 && (
        <div className="contact">
          <Facts rows={contact} />
        </div>
      )}
    </div>
  );
}
