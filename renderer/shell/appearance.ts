import { useEffect } from 'react';
import type { AppSettings } from '#common/contract/channels/settings.ts';
import { useIsDark } from '#renderer/lib/dark.ts';

/** Puts language, theme and text size on the root element, where the style sheets look for them. */
export function useAppearance({ language, theme, textSize }: AppSettings): void {
  const dark = useIsDark(theme);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dataset.theme = dark ? 'dark' : 'light';
    root.dataset.textSize = textSize;
  }, [language, dark, textSize]);
}
