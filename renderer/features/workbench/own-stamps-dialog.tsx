import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { longestStamp, standardStamps } from '#common/domain/stamp.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { markingWords } from './marking-words.ts';
import type { Marking } from './use-marking.ts';
import css from './marking.module.css';

const most = 12;

/** Own words for the stamp tool. */
export function OwnStampsDialog({ marking }: { readonly marking: Marking }) {
  const t = useMessages(markingWords);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const { ownStamps } = marking;
  const close = () => marking.ask(null);
  const add = () => {
    const words = typed.trim();
    if (words === '') return;
    if ([...standardStamps, ...ownStamps].some((one) => one === words)) setError(t.stampKnown);
    else if (ownStamps.length >= most) setError(t.stampsFull);
    else {
      marking.setOwnStamps([...ownStamps, words]);
      setTyped('');
    }
  };
  const use = (words: string) => {
    marking.takeStamp(words);
    close();
  };
  return (
    <Dialog title={t.ownStampsTitle} isOpen onClose={close}>
      <form
        className={css.newStamp}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={t.newStamp}
          value={typed}
          onChange={(words) => {
            setTyped(words);
            setError(undefined);
          }}
          error={error}
          maxLength={longestStamp}
          autoFocus
        />
        <Button type="submit" icon={Plus}>
          {t.addStamp}
        </Button>
      </form>
      {ownStamps.length === 0 ? (
        <p className={text.second}>{t.ownStampsEmpty}</p>
      ) : (
        <ul className={css.stampList}>
          {ownStamps.map((words) => (
            <li key={words}>
              <Button look="quiet" label={t.useStamp(words)} onPress={() => use(words)} className={css.stampWords}>
                {words}
              </Button>
              <IconButton
                icon={X}
                label={t.removeStamp(words)}
                onPress={() => marking.setOwnStamps(ownStamps.filter((one) => one !== words))}
              />
            </li>
          ))}
        </ul>
      )}
      <p className={text.second}>{t.ownStampsNote}</p>
    </Dialog>
  );
}
