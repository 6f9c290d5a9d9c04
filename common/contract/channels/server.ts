import { z } from 'zod';
import { channel } from '../channel.ts';

const Text = z.object({ th: z.string(), en: z.string() });

/** The server of DLA or a province that this library downloads from, and who is signed in there. No secret among it. */
export const ServerStatus = z.object({
  /** Null: the app works with files only. */
  url: z.string().nullable(),
  /** What the server calls itself; null until it was reached once. */
  name: Text.nullable(),
  state: z.enum([
    'none', // no server configured
    'signed-out',
    'signing-in', // the browser is open, the app waits for it
    'signed-in',
    'sign-in-again', // the server ended the session; what is here stays
  ]),
  person: z.object({ name: z.string(), teams: z.array(z.string()) }).nullable(),
  /** Other addresses to which the server may send for evidence. */
  evidenceOrigins: z.array(z.string()),
  /** What the last request to it met. */
  network: z.enum(['unknown', 'online', 'offline']),
  /** Milliseconds that the server's clock is ahead of this computer's, at the last contact. */
  clockAhead: z.number().nullable(),
  /** ISO instant of the last complete synchronisation of the assignments. */
  syncedAt: z.string().nullable(),
});
export type ServerStatus = z.infer<typeof ServerStatus>;

export const serverChannels = {
  'server.status': channel(z.object({}), ServerStatus),
  /** Asks the address who it is and keeps it. Another server than before: its sign-in and its list of work are forgotten. */
  'server.connect': channel(z.object({ url: z.string().trim().min(1).max(2000) }), ServerStatus),
  /** Forgets server, sign-in and list of work; what was downloaded stays. */
  'server.disconnect': channel(z.object({}), ServerStatus),
  /** Opens the system's browser; answers when the person came back from it, or refuses 'sign-in.…'. */
  'server.signIn': channel(z.object({}), ServerStatus),
  'server.cancelSignIn': channel(z.object({}), ServerStatus),
  'server.signOut': channel(z.object({}), ServerStatus),
};
