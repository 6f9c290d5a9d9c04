import { useLocation } from 'wouter';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { readinessPlace, useCheck } from './use-check.ts';
import { readinessWords } from './words.ts';

/** For the palette, on every screen. Draws nothing. */
export function ReadinessCommands() {
  const t = useMessages(readinessWords);
  const [, go] = useLocation();
  const { start } = useCheck();
  useCommands([
    {
      id: 'readiness-check',
      label: t.checkCommand,
      run: () => {
        start();
        go(readinessPlace);
      },
    },
    { id: 'readiness-result', label: t.resultCommand, run: () => go(readinessPlace) },
  ]);
  return null;
}
