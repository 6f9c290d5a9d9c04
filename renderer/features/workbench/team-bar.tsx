import { UsersRound } from 'lucide-react';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { fieldWords } from './field-words.ts';
import css from './field.module.css';

/** Above a file of the team's own: who brought it, when, how, and where it was taken. */
export function TeamBar({ evidence }: { readonly evidence: string }) {
  const t = useMessages(fieldWords);
  const format = useFormat();
  const { snapshot, locked, change } = useDesk();
  const item = snapshot.review.teamEvidence.find(({ id }) => id === evidence);
  if (!item) return null;
  const { by, addedAt, how, takenAt, place } = item;
  const cited = snapshot.review.citations.filter((one) => one.evidence === evidence).length;
  const facts = [
    t.addedBy(by, format.dateTime(addedAt)),
    t[`how-${how}`],
    // The camera's own clock, in Thailand as far as anybody knows.
    ...(takenAt === null ? [] : [t.takenAt(format.dateTime(`${takenAt}+07:00`))]),
    ...(place === null ? [] : [t.place(format.digits(`${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`))]),
  ].join(' · ');
  return (
    <div className={css.bar}>
      <Icon of={UsersRound} />
      <b className={text.nowrap}>{t.teamFile}</b>
      <span className={`${text.clip ?? ''} ${text.grow ?? ''}`} title={facts}>
        {facts}
      </span>
      {!locked && (
        <Button
          look="quiet"
          size="small"
          onPress={() => {
            change({ type: 'team-evidence.removed', payload: { id: evidence } });
            tellDone(cited === 0 ? t.removedFile : t.removedCited(format.number(cited)));
          }}
        >
          {t.remove}
        </Button>
      )}
    </div>
  );
}
