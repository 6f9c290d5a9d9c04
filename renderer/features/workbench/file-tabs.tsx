import { Check, ChevronDown, FileSpreadsheet, FileText, Image, Link } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk, type EvidenceTab } from './desk.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

const iconOf = (tab: EvidenceTab) => {
  if (tab.kind === 'link') return Link;
  if (tab.item.mediaType.startsWith('image/')) return Image;
  return tab.item.mediaType.includes('sheet') ? FileSpreadsheet : FileText;
};

/** The files of this indicator: what was opened has a check, the rest a dot. */
export function FileTabs({ open, onOpen }: { readonly open: string | null; readonly onOpen: (id: string) => void }) {
  const t = useMessages(viewerWords);
  const format = useFormat();
  const { tabs, snapshot } = useDesk();
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    strip.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open]);
  const isSeen = (id: string) => snapshot.review.seen.includes(id);
  if (tabs.length === 0) return <div className={cx(css.tabs, css.noTabs)}>{t.noFiles}</div>;
  return (
    <div className={css.tabs}>
      <ToggleButtonGroup
        ref={strip}
        className={css.strip ?? ''}
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
            aria-label={`${tab.title}, ${isSeen(tab.id) ? t.seen : t.unseen}`}
          >
            <Icon of={iconOf(tab)} />
            <span className={text.clip}>{tab.title}</span>
            {isSeen(tab.id) ? <Icon of={Check} className={css.seen} /> : <span className={css.unseen} />}
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
    </div>
  );
}
