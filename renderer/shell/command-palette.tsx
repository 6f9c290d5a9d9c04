import { useQuery } from '@tanstack/react-query';
import { FileText, Search } from 'lucide-react';
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
import type { HitKind } from '#common/contract/channels/search.ts';
import { laoTypeShort } from '#common/domain/lao.ts';
import { foldForSearch } from '#common/domain/thai-text.ts';
import { Chip } from '#renderer/components/chip.tsx';
import { FoundWords } from '#renderer/components/found-words.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Kbd } from '#renderer/components/kbd.tsx';
import { useCommandList } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { shortcutsOf } from '#renderer/lib/keyboard.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { openHit } from '#renderer/lib/open-hit.ts';
import { submissionsQuery } from '#renderer/lib/queries.ts';
import { searchAddress, useFirstHits, useRested } from '#renderer/lib/search.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { shellWords } from './words.ts';
import css from './command-palette.module.css';

/** What the other groups of the palette do not find by themselves. */
const inDocuments: readonly HitKind[] = [
  'page',
  'title',
  'answer',
  'remark',
  'mark',
  'live-check',
  'request',
  'certificate',
];
/** As many as fit without scrolling; a letter more finds the rest. */
const most = { rows: { idle: 4, searching: 4 }, commands: { idle: 7, searching: 4 }, hits: 4 } as const;

/** Ctrl K: finds an LAO, a command of this screen, or words in documents, and goes there. */
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
  const format = useFormat();
  const [text, setText] = useState('');
  const { data = [] } = useQuery(submissionsQuery());
  const commands = useCommandList().filter((command) => command.enabled !== false && command.id !== 'palette');
  const wanted = foldForSearch(text.trim());
  const words = useRested(text.trim());
  const found = useFirstHits({ query: words, submission: null, kinds: inDocuments }, most.hits);
  const hits = found?.hits ?? [];
  const mode = wanted === '' ? 'idle' : 'searching';
  const rows = data
    .filter((row) => foldForSearch(`${row.laoName} ${row.district} ${row.laoCode}`).includes(wanted))
    .slice(0, most.rows[mode]);
  const actions = commands
    .filter((command) => foldForSearch(command.label).includes(wanted))
    .slice(0, most.commands[mode]);
  return (
    <Dialog aria-label={t.palette} className={css.dialog ?? ''}>
      {/* The field would clear itself first: Esc closes the topmost thing, and that is the palette. */}
      <div
        role="presentation"
        className={css.keys}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          onClose();
        }}
      >
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
              const hit = id.startsWith('h:') ? hits[Number(id.slice(2))] : undefined;
              if (hit) openHit(hit);
              else if (id === 'all-hits') navigate(searchAddress(text.trim(), null));
              else if (id.startsWith('s:')) navigate(`/s/${id.slice(2)}`);
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
            {/* Last, so that a name of a command or an LAO and Enter still do what they say. */}
            {mode === 'searching' && (
              <MenuSection>
                <Header className={css.head ?? ''}>{t.hitsGroup}</Header>
                {hits.map((hit, index) => (
                  <MenuItem key={index} id={`h:${String(index)}`} textValue={hit.title} className={css.item ?? ''}>
                    <Icon of={FileText} />
                    <span className={css.label}>
                      {hit.snippet.text === '' ? hit.title : <FoundWords snippet={hit.snippet} />}
                    </span>
                    <span className={css.side}>
                      {hit.laoName}
                      {hit.number !== null && ` · ${t.hitIndicator(format.digits(hit.number))}`}
                    </span>
                  </MenuItem>
                ))}
                <MenuItem id="all-hits" textValue={t.allHitsPlain} className={css.item ?? ''}>
                  <Icon of={Search} />
                  <span className={css.label}>
                    {found === null || words !== text.trim() ? t.allHitsPlain : t.allHits(format.number(found.total))}
                  </span>
                </MenuItem>
              </MenuSection>
            )}
          </Menu>
        </Autocomplete>
      </div>
    </Dialog>
  );
}
