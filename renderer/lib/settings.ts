import { createContext, useContext } from 'react';
import { AppSettings } from '#common/contract/channels/settings.ts';
import type { Language } from '#common/domain/text.ts';

export const defaultSettings: AppSettings = AppSettings.parse({});

export const SettingsContext = createContext<AppSettings>(defaultSettings);

export const useSettings = (): AppSettings => useContext(SettingsContext);

export const useLanguage = (): Language => useSettings().language;
