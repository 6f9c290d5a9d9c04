import { useEffect, useSyncExternalStore } from 'react';
import type { AppSettings } from '#common/contract/channels/settings.ts';

const darkQuery = '(prefers-color-scheme: dark)';

const subscribeDark = (listener: () => void) => {
  const media = window.matchMedia(darkQuery);
  media.addEventListener('change', listener);
  return () => {
    media.removeEventListener('change', listener);
  };
};

/** Puts language, theme and text size on the root element, where the style sheets look for them. */
export function useAppearance({ language, theme, textSize }: AppSettings): void {
  const systemDark = useSyncExternalStore(subscribeDark, () => window.matchMedia(darkQuery).matches);
  const dark = theme === 'dark' || (theme === 'system' && systemDark);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dataset.theme = dark ? 'dark' : 'light';
    root.dataset.textSize = textSize;
  }, [language, dark, textSize]);
}
