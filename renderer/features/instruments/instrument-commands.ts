import { useLocation } from 'wouter';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { instrumentWords } from './words.ts';

/** For the palette, on every screen. Draws nothing. */
export function InstrumentCommands() {
  const t = useMessages(instrumentWords);
  const [, go] = useLocation();
  useCommands([{ id: 'instruments', label: t.command, run: () => go('/instruments') }]);
  return null;
}
