import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { ToastRegion } from '#renderer/components/toast-region.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useDownloadEvents } from '#renderer/lib/download-queue.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { focusNextPane } from '#renderer/lib/panes.ts';
import { QueueSession } from '#renderer/lib/queue-session.tsx';
import { CommandPalette } from './command-palette.tsx';
import { DropTarget } from './drop-target.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { mainPlaces, stepsOf, submissionIn } from './places.ts';
import { useLock } from './lock.ts';
import { useServerCommands } from './server-commands.ts';
import { SignInDialog } from './sign-in-dialog.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { shellWords } from './words.ts';
import css from './shell.module.css';

/** Bar above, status below (`status`: what features say there), the screen between; the commands that work everywhere. */
export function Shell({ status, children }: { readonly status: ReactNode; readonly children: ReactNode }) {
  const t = useMessages(shellWords);
  const [location, go] = useLocation();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const lock = useLock();
  const close = () => {
    setOpen(null);
  };
  const submission = submissionIn(location);
  const steps = submission === null ? [] : stepsOf(submission);
  useCommands([
    { id: 'palette', label: t.palette, shortcut: 'Ctrl+K', run: () => setOpen('palette') },
    ...steps.map((place, index) => ({
      id: place.word,
      label: t[place.go],
      shortcut: `Ctrl+${String(index + 1)}`,
      run: () => go(place.to),
    })),
    ...(submission === null
      ? []
      : [
          { id: 'visit', label: t.toVisit, shortcut: 'Shift+V', run: () => go(`/s/${submission}/visit`) },
          { id: 'requests-list', label: t.toRequests, shortcut: 'Shift+Q', run: () => go(`/s/${submission}/requests`) },
          { id: 'activity', label: t.toActivity, shortcut: 'Shift+Y', run: () => go(`/s/${submission}/activity`) },
        ]),
    ...mainPlaces.map((place) => ({
      id: place.word,
      label: t[place.go],
      ...(place.word === 'settings' && { shortcut: 'Ctrl+,' }),
      run: () => go(place.to),
    })),
    { id: 'next-pane', label: t.nextPane, shortcut: 'F6', run: () => focusNextPane(1) },
    { id: 'previous-pane', label: t.previousPane, shortcut: 'Shift+F6', run: () => focusNextPane(-1) },
    { id: 'lock', label: t.lock, shortcut: 'Ctrl+Shift+L', run: lock },
    { id: 'keys', label: t.allKeys, shortcut: '?', hint: t.allKeys, run: () => setOpen('keys') },
  ]);
  useServerCommands();
  useDownloadEvents();
  return (
    <QueueSession>
      <div className={css.frame}>
        <TopBar onSearch={() => setOpen('palette')} />
        <main className={css.main} id="content" tabIndex={-1}>
          {children}
        </main>
        <StatusBar>{status}</StatusBar>
        <CommandPalette isOpen={open === 'palette'} onClose={close} />
        <KeysDialog isOpen={open === 'keys'} onClose={close} />
        <SignInDialog />
        <DropTarget />
        <ToastRegion />
      </div>
    </QueueSession>
  );
}
