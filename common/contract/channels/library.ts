import { z } from 'zod';
import { channel } from '../channel.ts';

export const passphrase = z.string().min(1).max(1024);
const newPassphrase = z.string().min(12).max(1024);

/** The person who works in this library, and the team of the provincial order. */
export const Profile = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(200),
  position: z.string().trim().max(200),
  office: z.string().trim().max(200),
});
export type Profile = z.infer<typeof Profile>;
const ProfileInput = Profile.omit({ id: true });

/** `new`: no library here yet. `locked`: ask for the passphrase. The name is sealed, so it is known only when open. */
export const LibraryStatus = z.object({
  state: z.enum(['new', 'locked', 'open']),
  profile: Profile.nullable(),
  /** Where the data folder is, to show in Settings. */
  folder: z.string(),
  host: z.enum(['electron', 'chromium', 'none']),
  version: z.string(),
  /** The operating system's key store can open this library without the passphrase. */
  deviceUnlock: z.enum(['unavailable', 'off', 'on']),
  recoveryPrinted: z.boolean(),
});
export type LibraryStatus = z.infer<typeof LibraryStatus>;

/** Something to download from the page's own origin: `/export/<ticket>`. */
export const ExportTicket = z.object({ ticket: z.string(), fileName: z.string(), size: z.number() });
export type ExportTicket = z.infer<typeof ExportTicket>;

export const libraryChannels = {
  'library.status': channel(z.object({}), LibraryStatus),
  'library.create': channel(z.object({ profile: ProfileInput, passphrase: newPassphrase }), LibraryStatus),
  'library.unlock': channel(z.object({ passphrase }), LibraryStatus),
  /** Twelve words of the recovery sheet, in order; sets a new passphrase. */
  'library.recover': channel(
    z.object({ words: z.array(z.string().max(40)).length(12), passphrase: newPassphrase }),
    LibraryStatus,
  ),
  'library.lock': channel(z.object({}), LibraryStatus),
  'library.changePassphrase': channel(z.object({ current: passphrase, next: newPassphrase }), LibraryStatus),
  /** Makes new recovery words (old sheets end) and a PDF of them; the words are never sent to the page. */
  'library.printRecovery': channel(z.object({ passphrase }), ExportTicket),
  'library.setDeviceUnlock': channel(z.object({ on: z.boolean(), passphrase }), LibraryStatus),
  'profile.set': channel(ProfileInput, Profile),
};
