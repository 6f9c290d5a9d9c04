import { X } from 'lucide-react';
import { textIn } from '#common/domain/text.ts';
import { IconButton } from '#renderer/components/button.tsx';
import { SelectField } from '#renderer/components/select-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { fieldWords } from './field-words.ts';
import css from './field.module.css';

/** Indicators that the new evidence belongs to: the open one, and others if wanted. */
export function IndicatorChoice({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const t = useMessages(fieldWords);
  const format = useFormat();
  const language = useLanguage();
  const { rows } = useDesk();
  const name = (number: string, title: string) => t.indicator(format.digits(number), title);
  return (
    <div className={css.indicators}>
      <div className={css.chosen} role="group" aria-label={t.useFor}>
        <span className={text.label}>{t.useFor}</span>
        {rows
          .filter((row) => chosen.includes(row.id))
          .map(({ id, indicator }) => (
            <span key={id} className={css.indicator} title={textIn(indicator.title, language)}>
              {format.digits(indicator.number)}
              {chosen.length > 1 && (
                <IconButton
                  icon={X}
                  label={t.notFor(format.digits(indicator.number))}
                  className={css.small ?? ''}
                  onPress={() => onChange(chosen.filter((one) => one !== id))}
                />
              )}
            </span>
          ))}
      </div>
      <SelectField
        label={t.alsoFor}
        hideLabel
        size="compact"
        value={null}
        placeholder={t.alsoFor}
        options={rows
          .filter((row) => !chosen.includes(row.id))
          .map(({ id, indicator }) => ({
            value: id,
            label: name(indicator.number, textIn(indicator.title, language)),
          }))}
        onChange={(id) => onChange([...chosen, id])}
      />
    </div>
  );
}
