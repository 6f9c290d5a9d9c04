import type { SearchHit } from '#common/contract/channels/search.ts';
import css from './found-words.module.css';

/** Words around a find, the found ones marked. (Not in yellow: yellow says that something is cited.) */
export function FoundWords({ snippet: { text, ranges } }: Pick<SearchHit, 'snippet'>) {
  const parts = [];
  let at = 0;
  for (const [begin, end] of ranges) {
    if (begin < at || end > text.length) continue;
    parts.push(text.slice(at, begin), <mark key={begin}>{text.slice(begin, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return <span className={css.words}>{parts}</span>;
}
