import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { ServerService } from './service.ts';

type ServerChannel = Extract<Channel, `server.${string}`>;

export const serverHandlers = (server: ServerService): HandlersFor<ServerChannel> => ({
  'server.status': () => server.status(),
  'server.connect': ({ url }) => server.connect(url),
  'server.disconnect': () => server.disconnect(),
  'server.signIn': () => server.signIn(),
  'server.cancelSignIn': () => server.cancelSignIn(),
  'server.signOut': () => server.signOut(),
});
