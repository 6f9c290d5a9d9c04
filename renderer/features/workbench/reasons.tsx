import { Quote } from 'lucide-react';
import type { Ref } from 'react';
import { textIn } from '#common/domain/text.ts';
import { Button } from '#renderer/components/button.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import { phrases } from './phrases.ts';
import { SavedText } from './saved-text.tsx';
import type { ScoreFields } from './score-fields.ts';
import css from './form.module.css';

/** Appears when the team's points differ from the LAO's: why, with phrases to start from. */
export function DifferenceReason({
  fields,
  areaRef,
}: {
  readonly fields: ScoreFields;
  readonly areaRef: Ref<HTMLTextAreaElement>;
}) {
  const t = useMessages(formWords);
  const language = useLanguage();
  const format = useFormat();
  const { answer, locked, blind, row } = useDesk();
  const self = answer?.selfPoints ?? null;
  const { points, differenceReason } = fields.values;
  if (self === null || points === null || self === points || blind || row.removed !== null) return null;
  const add = (phrase: string) =>
    fields.setText('differenceReason', differenceReason === '' ? phrase : `${differenceReason.trimEnd()} ${phrase}`);
  return (
    <SavedText
      fields={fields}
      field="differenceReason"
      part="difference"
      label={t.differenceReason}
      placeholder={t.differencePlaceholder}
      areaRef={areaRef}
      aside={
        <span className={css.aside}>
          <Chip tone="warn" className={css.change}>
            {t.change(format.number(self), format.number(points))}
          </Chip>
          <span className={css.push} />
          {!locked && (
            <Menu
              label={t.phrases}
              trigger={
                <Button look="quiet" size="small" icon={Quote} className={css.phrases}>
                  {t.phrases}
                </Button>
              }
              groups={[
                phrases[points < self ? 'lower' : 'higher'].map((phrase) => ({
                  id: phrase.en,
                  label: textIn(phrase, language),
                  run: () => add(textIn(phrase, language)),
                })),
              ]}
            />
          )}
        </span>
      }
    />
  );
}
