import type { ReactNode, Ref } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { TextAreaField } from '#renderer/components/text-field.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import type { ProseField, SavedPart, ScoreFields } from './score-fields.ts';
import css from './form.module.css';

/** Text that saves itself. When that fails the text stays and the sentence below says what to do. */
export function SavedText({
  fields,
  field,
  part,
  label,
  aside,
  placeholder,
  rows = 2,
  areaRef,
}: {
  readonly fields: ScoreFields;
  readonly field: ProseField;
  readonly part: SavedPart;
  readonly label: string;
  readonly aside?: ReactNode;
  readonly placeholder: string;
  readonly rows?: number;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
}) {
  const t = useMessages(formWords);
  const { locked } = useDesk();
  const problem = fields.problem(field);
  if (locked) {
    return fields.values[field] === '' ? null : (
      <div>
        <div className={cx(text.label, css.above)}>{label}</div>
        <p className={css.fixed}>{fields.values[field]}</p>
      </div>
    );
  }
  return (
    <div>
      <TextAreaField
        label={label}
        aside={aside}
        value={fields.values[field]}
        onChange={(typed) => fields.setText(field, typed)}
        onBlur={fields.flush}
        error={problem && t[problem]}
        placeholder={placeholder}
        rows={rows}
        {...(areaRef !== undefined && { areaRef })}
      />
      <SaveFailure fields={fields} part={part} />
    </div>
  );
}

/** Stands below a part that could not be made durable. */
export function SaveFailure({ fields, part }: { readonly fields: ScoreFields; readonly part: SavedPart }) {
  const t = useMessages(formWords);
  const language = useLanguage();
  const state = fields.stateOf(part);
  if (state.kind !== 'failed') return null;
  return (
    <div className={css.failure} role="alert">
      <span>
        {t.failed} · {errorText(state.error, language)}
      </span>
      <Button size="small" onPress={fields.retry}>
        {t.retry}
      </Button>
    </div>
  );
}
