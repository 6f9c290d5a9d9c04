import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { LookAlike } from '#common/contract/channels/search.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { PageFrame } from '#renderer/components/page-frame.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { openHit } from '#renderer/lib/open-hit.ts';
import { lookAlikeWords } from './words.ts';
import css from './compare-dialog.module.css';

/** Two pages beside each other, each with where it stands and the way there. */
export function CompareDialog({
  own,
  others,
  onClose,
}: {
  readonly own: LookAlike;
  readonly others: readonly LookAlike[];
  readonly onClose: () => void;
}) {
  const t = useMessages(lookAlikeWords);
  const format = useFormat();
  const [at, setAt] = useState(0);
  const other = others[at];
  return (
    <Dialog
      title={t.compareTitle}
      isOpen
      onClose={onClose}
      width="wide"
      {...(others.length > 1 && {
        actions: (
          <>
            <span className={css.count}>{`${format.number(at + 1)}/${format.number(others.length)}`}</span>
            <Button size="small" onPress={() => setAt((at + others.length - 1) % others.length)}>
              {t.previous}
            </Button>
            <Button size="small" onPress={() => setAt((at + 1) % others.length)}>
              {t.next}
            </Button>
          </>
        ),
      })}
    >
      <p className={css.explain}>{t.explain}</p>
      <div className={css.pair}>
        <Side place={own} onClose={onClose} />
        {other && <Side key={at} place={other} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function Side({ place, onClose }: { readonly place: LookAlike; readonly onClose: () => void }) {
  const t = useMessages(lookAlikeWords);
  const format = useFormat();
  const { laoName, numbers, title, page, mediaType } = place;
  return (
    <section className={css.side}>
      <header className={css.head}>
        <b className={css.title}>{title}</b>
        <span className={css.where}>
          {t.where(laoName, numbers.map(format.digits).join(', '))}
          {mediaType.startsWith('image/') ? '' : ` · ${t.page(format.number(page))}`}
        </span>
      </header>
      <div className={css.page}>
        <PageFrame place={place} title={t.frame(title)} />
      </div>
      <Button
        size="small"
        look="quiet"
        icon={ArrowRight}
        onPress={() => {
          onClose();
          openHit({ ...place, indicator: place.indicators[0] ?? null, quote: null });
        }}
      >
        {t.goThere}
      </Button>
    </section>
  );
}
