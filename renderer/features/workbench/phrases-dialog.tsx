import { Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { longestPhrase, withPhrase, type Phrase } from '#common/domain/phrase.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { TextAreaField } from '#renderer/components/text-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import { phraseWords } from './phrase-words.ts';
import type { ProseField, ScoreFields } from './score-fields.ts';
import { usePhrases } from './use-phrases.ts';
import css from './extras.module.css';

/** Keep, change and remove the person's own phrases, or put one into the field that the dialog was opened for. */
export function PhrasesDialog({
  fields,
  field,
  onClose,
}: {
  readonly fields: ScoreFields;
  readonly field: ProseField;
  readonly onClose: () => void;
}) {
  const t = useMessages(phraseWords);
  const names = useMessages(formWords);
  const format = useFormat();
  const { indicator, locked } = useDesk();
  const { fitting, used, remove } = usePhrases();
  const [editing, setEditing] = useState<Phrase | null>(null);
  const use = (phrase: Phrase) => {
    fields.setText(field, withPhrase(fields.values[field], phrase.text));
    used(phrase.id);
    onClose();
  };
  return (
    <Dialog title={t.title} isOpen onClose={onClose} actions={<Button onPress={onClose}>{t.close}</Button>}>
      <Editor key={editing?.id} known={editing} onDone={() => setEditing(null)} />
      {fitting.length === 0 ? (
        <p className={text.second}>{t.none}</p>
      ) : (
        <>
          {!locked && <span className={css.hint}>{t.goesTo(names[field])}</span>}
          <ul className={css.list}>
            {fitting.map((phrase) => (
              <li key={phrase.id} className={css.item}>
                <div className={css.itemText}>
                  {phrase.text}
                  <span className={css.hint}>
                    {phrase.scope === null ? t.any : t.here(format.digits(indicator.number))} ·{' '}
                    {t.used(format.number(phrase.used))}
                  </span>
                </div>
                {!locked && (
                  <Button size="small" label={t.useIt(phrase.text)} onPress={() => use(phrase)}>
                    {t.use}
                  </Button>
                )}
                <IconButton icon={Pencil} label={t.edit(phrase.text)} onPress={() => setEditing(phrase)} />
                <IconButton icon={X} label={t.remove(phrase.text)} onPress={() => remove(phrase.id)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function Editor({ known, onDone }: { readonly known: Phrase | null; readonly onDone: () => void }) {
  const t = useMessages(phraseWords);
  const format = useFormat();
  const { indicator } = useDesk();
  const { here, save } = usePhrases();
  const [typed, setTyped] = useState(known?.text ?? '');
  const [scope, setScope] = useState<'any' | 'here'>(known?.scope ? 'here' : 'any');
  const [isMissing, setMissing] = useState(false);
  const keep = async () => {
    if (typed.trim() === '') {
      setMissing(true);
      return;
    }
    if (!(await save({ id: known?.id ?? null, text: typed, scope: scope === 'here' ? here : null }))) return;
    setTyped('');
    onDone();
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextAreaField
        label={known === null ? t.text : t.editText}
        value={typed}
        rows={2}
        maxLength={longestPhrase}
        placeholder={t.placeholder}
        error={isMissing ? t.missing : undefined}
        onChange={(words) => {
          setMissing(false);
          setTyped(words);
        }}
      />
      <div className={css.row}>
        <Segmented
          label={t.scope}
          value={scope}
          onChange={setScope}
          options={[
            { value: 'any', label: t.any },
            { value: 'here', label: t.here(format.digits(indicator.number)) },
          ]}
        />
        {known !== null && <Button onPress={onDone}>{t.cancelEdit}</Button>}
        <Button type="submit" look="primary" className={css.push}>
          {known === null ? t.add : t.save}
        </Button>
      </div>
    </form>
  );
}
