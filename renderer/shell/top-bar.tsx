import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, Languages, Lock, Moon, Search, Settings, Sun } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useLocation } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import { laoTypeShort } from '#common/domain/lao.ts';
import { Avatar } from '#renderer/components/avatar.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Kbd } from '#renderer/components/kbd.tsx';
import { Mark } from '#renderer/components/mark.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { TooltipFor } from '#renderer/components/tooltip.tsx';
import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery, submissionsQuery } from '#renderer/lib/queries.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { isCurrent, mainPlaces, stepsOf, submissionIn } from './places.ts';
import { useLock } from './lock.ts';
import { shellWords } from './words.ts';
import css from './top-bar.module.css';

export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  const t = useMessages(shellWords);
  const [location] = useLocation();
  const submission = submissionIn(location);
  const places = submission === null ? mainPlaces : stepsOf(submission);
  return (
    <header className={css.top} data-pane>
      <Mark size={28} />
      {submission === null ? <b className={css.product}>{t.product}</b> : <Crumb submission={submission} />}
      <nav className={css.tabs} aria-label={submission === null ? t.mainNavigation : t.steps}>
        {places.map((place) => (
          <a
            key={place.to}
            href={`#${place.to}`}
            className={css.tab}
            title={t[place.word]}
            {...(isCurrent(place, location) && { 'aria-current': submission === null ? 'page' : 'step' })}
          >
            <Icon of={place.icon} />
            <span className={css.word}>{t[place.word]}</span>
          </a>
        ))}
      </nav>
      <span className={css.space} />
      <Button className={css.find ?? ''} onPress={onSearch}>
        <Icon of={Search} />
        <span>{t.search}</span>
        <span className={css.space} />
        <Kbd keys="Ctrl+K" />
      </Button>
      <PersonMenu />
    </header>
  );
}

function Crumb({ submission }: { readonly submission: string }) {
  const t = useMessages(shellWords);
  const { language } = useSettings();
  const { data } = useQuery(submissionsQuery());
  const summary = data?.find((row) => row.id === submission);
  return (
    <div className={css.crumb}>
      <TooltipFor text={t.back}>
        <Button
          className={css.back ?? ''}
          aria-label={t.back}
          onPress={() => {
            navigate('/');
          }}
        >
          <Icon of={ChevronLeft} />
        </Button>
      </TooltipFor>
      {summary && (
        <>
          <Chip>{laoTypeShort[summary.laoType][language]}</Chip>
          <b className={css.lao} title={summary.laoName}>
            {summary.laoName}
          </b>
        </>
      )}
    </div>
  );
}

function PersonMenu() {
  const t = useMessages(shellWords);
  const settings = useSettings();
  const { data } = useQuery(libraryQuery());
  const lock = useLock();
  const change = useChangeSettings();
  const name = data?.profile?.name ?? '';
  const dark = document.documentElement.dataset.theme === 'dark';
  return (
    <Menu
      label={t.person(name)}
      trigger={
        <Button className={css.person ?? ''} aria-label={t.person(name)}>
          <Avatar name={name} />
        </Button>
      }
      head={
        <div className={css.whoami}>
          <b>{name}</b>
          <div>{data?.profile?.position}</div>
        </div>
      }
      groups={[
        [
          {
            id: 'language',
            label: settings.language === 'th' ? t.toEnglish : t.toThai,
            icon: Languages,
            run: () => {
              change({ language: settings.language === 'th' ? 'en' : 'th' });
            },
          },
          {
            id: 'theme',
            label: dark ? t.lightTheme : t.darkTheme,
            icon: dark ? Sun : Moon,
            run: () => {
              change({ theme: dark ? 'light' : 'dark' });
            },
          },
          {
            id: 'settings',
            label: t.settings,
            icon: Settings,
            keys: 'Ctrl+,',
            run: () => {
              navigate('/settings');
            },
          },
        ],
        [{ id: 'lock', label: t.lock, icon: Lock, keys: 'Ctrl+Shift+L', run: lock }],
      ]}
    />
  );
}
