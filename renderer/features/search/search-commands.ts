import { useLocation } from 'wouter';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { searchAddress } from '#renderer/lib/search.ts';
import { searchWords } from './words.ts';

/** For the palette, on every screen; inside a submission they are about that one. Draws nothing. */
export function SearchCommands() {
  const t = useMessages(searchWords);
  const [location, go] = useLocation();
  const submission = /^\/s\/([^/]+)/.exec(location)?.[1] ?? null;
  useCommands([
    { id: 'search', label: t.open, shortcut: 'Ctrl+Shift+F', run: () => go(searchAddress('', submission)) },
    {
      id: 'look-alikes',
      label: t.lookAlikes,
      shortcut: 'Ctrl+Shift+K',
      run: () => go(submission === null ? '/look-alikes' : `/s/${submission}/look-alikes`),
    },
  ]);
  return null;
}
