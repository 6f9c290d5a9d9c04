import { BookmarkPlus, Quote, Settings2 } from 'lucide-react';
import { withPhrase } from '#common/domain/phrase.ts';
import { Button } from '#renderer/components/button.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { phraseWords } from './phrase-words.ts';
import type { ProseField, ScoreFields } from './score-fields.ts';
import { usePhrases } from './use-phrases.ts';
import css from './form.module.css';

/** Shown of the person's own; the rest is in the dialog. */
const most = 8;

/** Phrases to put into a field: the person's own first, then those that come with the program. */
export function PhraseMenu({
  fields,
  field,
  starters = [],
  onManage,
}: {
  readonly fields: ScoreFields;
  readonly field: ProseField;
  readonly starters?: readonly string[];
  readonly onManage: (field: ProseField) => void;
}) {
  const t = useMessages(phraseWords);
  const { fitting, save, used } = usePhrases();
  const written = fields.values[field];
  const add = (phrase: string) => fields.setText(field, withPhrase(written, phrase));
  return (
    <Menu
      label={t.phrases}
      trigger={
        <Button look="quiet" size="small" icon={Quote} className={css.phrases}>
          {t.short}
        </Button>
      }
      groups={[
        fitting.slice(0, most).map((phrase) => ({
          id: phrase.id,
          label: phrase.text,
          run: () => {
            add(phrase.text);
            used(phrase.id);
          },
        })),
        starters.map((phrase) => ({ id: phrase, label: phrase, run: () => add(phrase) })),
        [
          ...(written.trim() === ''
            ? []
            : [
                {
                  id: 'keep',
                  label: t.keep,
                  icon: BookmarkPlus,
                  run: () =>
                    void save({ id: null, text: written.slice(0, 1000), scope: null }).then((kept) => {
                      if (kept) tellDone(t.kept);
                    }),
                },
              ]),
          { id: 'manage', label: t.manage, icon: Settings2, keys: 'P', run: () => onManage(field) },
        ],
      ].filter((group) => group.length > 0)}
    />
  );
}
