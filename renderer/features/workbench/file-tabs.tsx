import { Check, ChevronDown, FileSpreadsheet, FileText, Image, Link, Monitor, Plus } from 'lucide-react';
import { useEffect, useRef, type PointerEvent } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { assertNever } from '#common/domain/assert-never.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages, type Messages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { isSeen, type EvidenceTab } from './evidence-tabs.ts';
import { useFieldDesk } from './field-desk.ts';
import { fieldWords } from './field-words.ts';
import { roomWords } from './room-words.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

type Words = typeof viewerWords extends Messages<infer W> ? W : never;

const originWords = ({ origin }: EvidenceTab, t: Words): readonly string[] => {
  switch (origin) {
    case 'as-before':
      return [];
    case 'added':
      return [t.added];
    case 'replaced':
      return [t.replaced];
    case 'earlier':
      return [t.earlier];
    case 'team':
      return [t.fromTeam];
    default:
      return assertNever(origin);
  }
};

const iconOf = (tab: EvidenceTab) => {
  if (tab.kind === 'link') return Link;
  if (tab.kind === 'live') return Monitor;
  if (tab.item.mediaType.startsWith('image/')) return Image;
  return tab.item.mediaType.includes('sheet') ? FileSpreadsheet : FileText;
};

/** The files of this indicator: what was opened has a check, the rest a dot. */
export function FileTabs({ open, onOpen }: { readonly open: string | null; readonly onOpen: (id: string) => void }) {
  const t = useMessages(viewerWords);
  const format = useFormat();
  const words = useMessages(roomWords);
  const { tabs, snapshot } = useDesk();
  const seenPages = (tab: EvidenceTab): readonly string[] => {
    const seen = tab.kind === 'file' ? snapshot.review.pagesSeen[tab.item.sha256] : undefined;
    return seen === undefined ? [] : [words.seenPages(format.number(seen.length))];
  };
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    strip.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open]);
  if (tabs.length === 0) {
    return (
      <div className={cx(css.tabs, css.noTabs)}>
        <span className={text.grow}>{t.noFiles}</span>
        <AddButton />
      </div>
    );
  }
  return (
    <div className={css.tabs}>
      <ToggleButtonGroup
        ref={strip}
        className={css.strip ?? ''}
        onPointerDownCapture={holdStill}
        aria-label={t.files}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={open === null ? [] : [open]}
        onSelectionChange={(keys) => {
          const [key] = keys;
          if (key !== undefined) onOpen(String(key));
        }}
      >
        {tabs.map((tab) => (
          <ToggleButton
            key={tab.id}
            id={tab.id}
            className={css.tab ?? ''}
            aria-label={[
              tab.title,
              ...originWords(tab, t),
              isSeen(tab, snapshot) ? t.seen : t.unseen,
              ...seenPages(tab),
            ].join(', ')}
          >
            <Icon of={iconOf(tab)} />
            <span className={text.clip} title={[tab.title, ...seenPages(tab)].join(' · ')}>
              {tab.title}
            </span>
            {tab.origin !== 'as-before' && (
              <Chip tone={tab.origin === 'earlier' ? 'line' : 'accent'} className={css.origin}>
                {tab.origin === 'earlier' ? t.earlier : tab.origin === 'team' ? t.fromTeam : t.fresh}
              </Chip>
            )}
            {tab.origin === 'earlier' ? null : isSeen(tab, snapshot) ? (
              <Icon of={Check} className={css.seen} />
            ) : (
              <span className={css.unseen} />
            )}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {tabs.length > 3 && (
        <Menu
          label={t.files}
          trigger={
            <Button look="quiet" size="small" icon={ChevronDown}>
              {t.allFiles(format.number(tabs.length))}
            </Button>
          }
          groups={[tabs.map((tab) => ({ id: tab.id, label: tab.title, icon: iconOf(tab), run: () => onOpen(tab.id) }))]}
        />
      )}
      <AddButton small />
    </div>
  );
}

/**
 * The group gives the focus that comes from outside to the tab that had it last, and scrolls there: what is pressed
 * would slip away from under the pointer and the press be lost.
 */
function holdStill(event: PointerEvent<HTMLElement>): void {
  const { currentTarget: strip, target } = event;
  const { scrollLeft } = strip;
  if (target instanceof Element) target.closest('button')?.focus({ preventScroll: true });
  strip.scrollLeft = scrollLeft;
}

/** Beside tabs there is room for a picture only. */
function AddButton({ small = false }: { readonly small?: boolean }) {
  const t = useMessages(fieldWords);
  const { locked } = useDesk();
  const { addEvidence } = useFieldDesk();
  if (locked) return null;
  return small ? (
    <IconButton icon={Plus} label={t.add} keys="M" onPress={addEvidence} />
  ) : (
    <Button look="quiet" size="small" icon={Plus} onPress={addEvidence}>
      {t.add}
    </Button>
  );
}
