import { Search } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete, Input, Menu, MenuItem, SearchField } from 'react-aria-components';
import type { Mark } from '#common/domain/annotation.ts';
import { textIn } from '#common/domain/text.ts';
import { foldForSearch } from '#common/domain/thai-text.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { markingWords } from './marking-words.ts';
import css from './marking.module.css';

/** Chooses the indicator that is to have the same mark, by number or by words of its title. */
export function CopyMarkDialog({
  mark,
  onCopy,
  onClose,
}: {
  readonly mark: Mark;
  readonly onCopy: (mark: Mark, indicator: string) => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(markingWords);
  const language = useLanguage();
  const { rows, indicator: current } = useDesk();
  const [typed, setTyped] = useState('');
  const wanted = foldForSearch(typed.trim());
  const found = rows
    .map(({ indicator }) => ({ ...indicator, words: textIn(indicator.title, language) }))
    .filter(({ id }) => id !== current.id)
    .filter(({ number, words }) => number.startsWith(wanted) || foldForSearch(words).includes(wanted));
  return (
    <Dialog title={t.copyTitle} isOpen onClose={onClose}>
      <p className={text.second}>{t.copyNote}</p>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField aria-label={t.copySearch} className={css.find ?? ''} autoFocus>
          <Icon of={Search} />
          <Input placeholder={t.copySearch} />
        </SearchField>
        <Menu
          aria-label={t.copyTitle}
          className={css.indicators ?? ''}
          renderEmptyState={() => <p className={css.nothing}>{t.copyNone}</p>}
          onAction={(key) => {
            onClose();
            onCopy(mark, String(key));
          }}
        >
          {found.map(({ id, number, words }) => (
            <MenuItem key={id} id={id} textValue={`${number}. ${words}`} className={css.indicator ?? ''}>
              <b>{number}</b>
              <span>{words}</span>
            </MenuItem>
          ))}
        </Menu>
      </Autocomplete>
    </Dialog>
  );
}
