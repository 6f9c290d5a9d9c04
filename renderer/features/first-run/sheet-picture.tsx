import { useFormat, useToday } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { firstRunWords } from './words.ts';
import css from './sheet-picture.module.css';

/** What the recovery sheet looks like; the words are only boxes, as nothing secret belongs on a projector. */
export function SheetPicture({ name }: { readonly name: string }) {
  const t = useMessages(firstRunWords);
  const format = useFormat();
  return (
    <div className={css.place} aria-hidden>
      <div className={css.sheet}>
        <div className={css.head}>
          <div>
            <b>{t.sheetTitle}</b>
            <div>{t.sheetProduct}</div>
          </div>
          <div>{t.sheetPrinted(format.date(useToday()))}</div>
        </div>
        <div className={css.user}>{t.sheetUser(name === '' ? '…' : name)}</div>
        <div className={css.words}>
          {Array.from({ length: 12 }, (_, index) => (
            <div key={index}>
              <span>{index + 1}</span>
              <b />
            </div>
          ))}
        </div>
        <div className={css.text}>{t.sheetText}</div>
      </div>
    </div>
  );
}
