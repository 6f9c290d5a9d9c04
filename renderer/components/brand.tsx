import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Mark } from './mark.tsx';
import css from './brand.module.css';

const words = defineMessages({
  th: { tagline: 'โปรแกรมตรวจประเมิน LPA' },
  en: { tagline: 'Local Performance Assessment' },
});

/** Name and mark for the screens outside the frame. */
export function Brand() {
  const t = useMessages(words);
  return (
    <div className={css.brand}>
      <Mark size={40} />
      <div>
        <b>LPA Assessor</b>
        <div className={css.tagline}>{t.tagline}</div>
      </div>
    </div>
  );
}
