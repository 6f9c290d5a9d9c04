import css from './cite-tab.module.css';

/** The yellow numbered tab: proof number n of a score. Yellow means this and nothing else. */
export function CiteTab({ number }: { readonly number: number }) {
  return <span className={css.tab}>{number}</span>;
}
