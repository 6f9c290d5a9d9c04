import { basename } from 'node:path';
import { AppError } from '#common/contract/failures.ts';
import type { Ids, Tickets } from './ports.ts';

/** Enough for a drop of a province's bundles; the oldest ticket is forgotten first. */
const limit = 2_000;

/** Files the user chose. The page holds the ticket, only main knows the path. */
export function createTickets(ids: Ids): Tickets & { issue(path: string): string } {
  const paths = new Map<string, string>();
  const path = (ticket: string): string => {
    const found = paths.get(ticket);
    if (found === undefined) throw new AppError('file.unknown-ticket');
    return found;
  };
  return {
    issue(filePath) {
      const ticket = ids.random();
      paths.set(ticket, filePath);
      if (paths.size > limit) for (const oldest of paths.keys()) return (paths.delete(oldest), ticket);
      return ticket;
    },
    path,
    name: (ticket) => basename(path(ticket)),
  };
}
