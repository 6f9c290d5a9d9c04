import type { SignaturePart } from '#common/domain/paper/paper.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { dots } from './dots.ts';
import type { PaperWords } from './words.ts';

/** Sentences, what is ticked with them, and who signs. */
export function PaperSignatures({
  parts,
  words,
}: {
  readonly parts: readonly SignaturePart[];
  readonly words: PaperWords;
}) {
  return parts.map((part) => <Part key={part.statement} part={part} words={words} />);
}

function Part({ part, words }: { readonly part: SignaturePart; readonly words: PaperWords }) {
  const { statement, choices, signers } = part;
  return (
    <>
      <p className="indented paper-statement">
        <Thai>{statement}</Thai>
      </p>
      {choices.map(({ text, open }) => (
        <p key={text} className="paper-choice">
          <span className="tick" />
          <Thai>{text}</Thai>
          {open && <span className="dotted" />}
        </p>
      ))}
      <div className="paper-signatures">
        {signers.length === 1 && <div />}
        {signers.map(({ name, title, role, dated }, index) => (
          <div key={index}>
            <p>{`${words.signed} ${dots(46)}`}</p>
            <p>{`(${name ?? dots(44)})`}</p>
            <p>{title === null ? `${words.position} ${dots(42)}` : <Thai>{title}</Thai>}</p>
            {role !== null && (
              <p>
                <Thai>{role}</Thai>
              </p>
            )}
            {dated && <p>{`${words.date} ${dots(8)} / ${dots(18)} / ${dots(12)}`}</p>}
          </div>
        ))}
      </div>
    </>
  );
}
