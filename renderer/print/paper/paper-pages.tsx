import { useEffect } from 'react';
import type { PaperBlock, PaperData } from '#common/domain/paper/paper.ts';
import { Lines } from '#renderer/print/lines.tsx';
import { PageStyle } from '#renderer/print/page-style.tsx';
import { Thai } from '#renderer/print/thai.tsx';
import { CorrespondenceStyle } from './correspondence-style.tsx';
import { Facts } from './dotted.tsx';
import { Closing, LetterHeading, MemoHeading } from './letter-parts.tsx';
import { PaperTableView } from './paper-table.tsx';
import { paperWords, type PaperWords } from './words.ts';
import './paper.css';

/** Lays out any paper of common/domain/paper, block after block. */
export function PaperPages({ data }: { readonly data: PaperData }) {
  const words = paperWords[data.language];
  useEffect(() => {
    document.title = data.title;
  }, [data.title]);
  const { language, digits, mark, foot } = data;
  return (
    <main className={foot === null ? 'correspondence' : ''}>
      {foot === null ? (
        <CorrespondenceStyle language={language} digits={digits} label={mark} />
      ) : (
        <PageStyle language={language} digits={digits} foot={foot} label={mark} />
      )}
      {data.blocks.map((block, index) => (
        <Block key={index} block={block} words={words} />
      ))}
    </main>
  );
}

function Block({ block, words }: { readonly block: PaperBlock; readonly words: PaperWords }) {
  switch (block.kind) {
    case 'title':
      return (
        <header>
          <h1>
            <Thai>{block.text}</Thai>
          </h1>
          {block.lines.map((line, index) => (
            <p key={index} className={index === 0 ? 'paper-lao' : 'center'}>
              <Thai>{line}</Thai>
            </p>
          ))}
          <hr className="rule" />
        </header>
      );
    case 'paragraph':
      return (
        <p className={block.look}>
          <Thai>{block.text}</Thai>
        </p>
      );
    case 'notices':
      return (
        <div className="boxed paper-notices">
          <Lines of={block.lines} />
        </div>
      );
    case 'facts':
      return <Facts rows={block.rows} />;
    case 'table':
      return <PaperTableView table={block} words={words} />;
    case 'memo-head':
      return <MemoHeading head={block} />;
    case 'letter-head':
      return <LetterHeading head={block} />;
    case 'closing':
      return <Closing block={block} />;
  }
}
