import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { navigate } from 'wouter/use-hash-location';
import { laoTypeShort } from '#common/domain/lao.ts';
import { foldForSearch } from '#common/domain/thai-text.ts';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Kbd } from '#renderer/components/kbd.tsx';
import { useCommandList } from '#renderer/lib/commands.tsx';
import { shortcutsOf } from '#renderer/lib/keyboard.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { submissionsQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { shellWords } from './words.ts';
import css from './command-palette.module.css';

/** As many as fit without scrolling; a letter more finds the rest. */
const most = { rows: { idle: 4, searching: 8 }, commands: { idle: 7, searching: 4 } } as const;

/** Ctrl K: finds an LAO or a command of this screen and goes there. */
export function CommandPalette({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <ModalOverlay
      className={css.veil ?? ''}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={css.modal ?? ''}>
        <Palette onClose={onClose} />
      </Modal>
    </ModalOverlay>
  );
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(shellWords);
  const language = useLanguage();
  const [text, setText] = useState('');
  const { data = [] } = useQuery(submissionsQuery());
  const commands = useCommandList().filter((command) => command.enabled !== false && command.id !== 'palette');
  const wanted = foldForSearch(text.trim());
  const mode = wanted === '' ? 'idle' : 'searching';
  const rows = data
    .filter((row) => foldForSearch(`${row.laoName} ${row.district} ${row.laoCode}`).includes(wanted))
    .slice(0, most.rows[mode]);
  const actions = commands
    .filter((command) => foldForSearch(command.label).includes(wanted))
    .slice(0, most.commands[mode]);
  return (
    <Dialog aria-label={t.palette} className={css.dialog ?? ''}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField aria-label={t.palette} className={css.search ?? ''} autoFocus>
          <Icon of={Search} />
          <Input placeholder={t.paletteHint} />
          <Kbd keys="Escape" />
        </SearchField>
        <Menu
          className={css.list ?? ''}
          aria-label={t.palette}
          renderEmptyState={() => <div className={css.empty}>{t.nothingFound}</div>}
          onAction={(key) => {
            onClose();
            const id = String(key);
            if (id.startsWith('s:')) navigate(`/s/${id.slice(2)}`);
            // After the dialog gave the focus back, so that the command can move it.
            else setTimeout(() => commands.find((command) => command.id === id)?.run());
          }}
        >
          {rows.length > 0 && (
            <MenuSection>
              <Header className={css.head ?? ''}>{t.submissionsGroup}</Header>
              {rows.map((row) => (
                <MenuItem key={row.id} id={`s:${row.id}`} textValue={row.laoName} className={css.item ?? ''}>
                  <Chip>{laoTypeShort[row.laoType][language]}</Chip>
                  <span className={css.label}>{row.laoName}</span>
                  <span className={css.side}>
                    {row.district} {row.laoCode}
                  </span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {actions.length > 0 && (
            <MenuSection>
              <Header className={css.head ?? ''}>{t.commandsGroup}</Header>
              {actions.map((command) => (
                <MenuItem key={command.id} id={command.id} textValue={command.label} className={css.item ?? ''}>
                  <span className={css.label}>{command.label}</span>
                  {shortcutsOf(command)
                    .slice(0, 1)
                    .map((keys) => (
                      <Kbd key={keys} keys={keys} />
                    ))}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </Autocomplete>
    </Dialog>
  );
}
