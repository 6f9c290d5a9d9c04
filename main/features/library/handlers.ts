import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { LibraryService } from './service.ts';

type LibraryChannel = Extract<Channel, `library.${string}` | `profile.${string}`>;

export const libraryHandlers = (library: LibraryService): HandlersFor<LibraryChannel> => ({
  'library.status': () => library.status(),
  'library.create': ({ profile, passphrase }) => library.create(profile, passphrase),
  'library.unlock': ({ passphrase }) => library.unlock(passphrase),
  'library.recover': ({ words, passphrase }) => library.recover(words, passphrase),
  'library.lock': () => library.lock(),
  'library.changePassphrase': ({ current, next }) => library.changePassphrase(current, next),
  'library.printRecovery': ({ passphrase }) => library.printRecovery(passphrase),
  'library.setDeviceUnlock': ({ on, passphrase }) => library.setDeviceUnlock(passphrase, on),
  'profile.set': (profile) => library.setProfile(profile),
});
