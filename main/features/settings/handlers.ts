import type { HandlersFor } from '#common/contract/contract.ts';
import type { AppSettings } from '#common/contract/channels/settings.ts';
import type { Emit } from '#main/lib/ports.ts';

interface SettingsStore {
  get(): AppSettings;
  set(change: Partial<AppSettings>): AppSettings;
}

export const settingsHandlers = (store: SettingsStore, emit: Emit): HandlersFor<'settings.get' | 'settings.set'> => ({
  'settings.get': async () => store.get(),
  'settings.set': async (change) => {
    // An absent key must not overwrite a stored one with undefined.
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const next = store.set(given);
    emit('changed', { what: 'settings' });
    return next;
  },
});
