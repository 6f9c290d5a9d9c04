import { useSyncExternalStore } from 'react';
import type { AppSettings } from '#common/contract/channels/settings.ts';

const darkQuery = '(prefers-color-scheme: dark)';

const subscribe = (listener: () => void) => {
  const media = window.matchMedia(darkQuery);
  media.addEventListener('change', listener);
  return () => {
    media.removeEventListener('change', listener);
  };
};

/** Whether this theme is dark now; "system" follows the computer. */
export function useIsDark(theme: AppSettings['theme']): boolean {
  const systemDark = useSyncExternalStore(subscribe, () => window.matchMedia(darkQuery).matches);
  return theme === 'dark' || (theme === 'system' && systemDark);
}
