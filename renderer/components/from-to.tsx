import { ArrowRight } from 'lucide-react';
import { Icon } from './icon.tsx';
import css from './from-to.module.css';

/** What stood there and what stands there now; only the latter where nothing did. */
export function FromTo({ words }: { readonly words: { readonly from: string | null; readonly to: string } }) {
  const { from, to } = words;
  if (from === null && to === '') return null;
  return (
    <span className={css.change}>
      {from !== null && (
        <>
          <del className={css.from}>{from}</del> <Icon of={ArrowRight} className={css.arrow} />{' '}
        </>
      )}
      <ins className={css.to}>{to === '' ? '–' : to}</ins>
    </span>
  );
}
