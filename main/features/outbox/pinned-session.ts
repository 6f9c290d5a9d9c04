import { AppError } from '#common/contract/failures.ts';
import type { UploadSession } from './tus.ts';

/**
 * The session as long as its server is this one: what was begun there cannot go on elsewhere, and a receipt is only asked for
 * where the package went. Once the person has connected another, nothing is asked any more and `onOther` ends the work.
 */
export function pinSession(session: UploadSession, server: string, onOther: () => void): UploadSession {
  const ensureSame = async (): Promise<void> => {
    if ((await session.server()) === server) return;
    onOther();
    throw new AppError('cancelled');
  };
  return {
    async json(path, schema, limit, signal) {
      await ensureSame();
      return session.json(path, schema, limit, signal);
    },
    async send(request) {
      await ensureSame();
      return session.send(request);
    },
    server: async () => server,
  };
}
