import type { Ref } from 'react';
import { textIn } from '#common/domain/text.ts';
import { Chip } from '#renderer/components/chip.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import { PhraseMenu } from './phrase-menu.tsx';
import { phrases } from './phrases.ts';
import { SavedText } from './saved-text.tsx';
import type { ProseField, ScoreFields } from './score-fields.ts';
import css from './form.module.css';

/** Appears when the team's points differ from the LAO's: why, with phrases to start from. */
export function DifferenceReason({
  fields,
  areaRef,
  onManagePhrases,
}: {
  readonly fields: ScoreFields;
  readonly areaRef: Ref<HTMLTextAreaElement>;
  readonly onManagePhrases: (field: ProseField) => void;
}) {
  const t = useMessages(formWords);
  const language = useLanguage();
  const format = useFormat();
  const { answer, locked, blind, row } = useDesk();
  const self = answer?.selfPoints ?? null;
  const { points } = fields.values;
  if (self === null || points === null || self === points || blind || row.removed !== null) return null;
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
            <PhraseMenu
              fields={fields}
              field="differenceReason"
              starters={phrases[points < self ? 'lower' : 'higher'].map((phrase) => textIn(phrase, language))}
              onManage={onManagePhrases}
            />
          )}
        </span>
      }
    />
  );
}
