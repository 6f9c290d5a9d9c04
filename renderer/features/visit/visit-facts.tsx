import type { VisitRecord } from '#common/domain/visit.ts';
import { Card } from '#renderer/components/card.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { visitWords } from './words.ts';
import css from './visit.module.css';

/** The record of a locked review, to be read. */
export function VisitFacts({ visit }: { readonly visit: VisitRecord | null }) {
  const t = useMessages(visitWords);
  const format = useFormat();
  const people = (list: VisitRecord['team']) =>
    list.length === 0 ? t.nobody : list.map(({ name, title }) => [name, title].filter(Boolean).join(' ')).join(', ');
  const times = visit && [visit.begin, visit.end].filter((time) => time !== null).map(format.digits);
  return (
    <>
      <Note>{t.locked}</Note>
      {visit && (
        <Card label={t.title} className={css.card}>
          <dl className={css.facts}>
            <dt>{t.date}</dt>
            <dd>
              {format.date(visit.date, 'weekday')} {times && times.length > 0 ? times.join(' – ') : t.noTime}
            </dd>
            <dt>{t.place}</dt>
            <dd>{visit.place}</dd>
            <dt>{t.order}</dt>
            <dd>{format.digits(visit.orderNumber)}</dd>
            <dt>{t.team}</dt>
            <dd>{people(visit.team)}</dd>
            <dt>{t.lao}</dt>
            <dd>{people(visit.lao)}</dd>
            {visit.note !== '' && (
              <>
                <dt>{t.note}</dt>
                <dd className={css.prose}>{visit.note}</dd>
              </>
            )}
          </dl>
        </Card>
      )}
    </>
  );
}
