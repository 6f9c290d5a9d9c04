import { AppError, isAppError } from '#common/contract/failures.ts';
import {
  AssignmentPage,
  Person,
  RoundList,
  type Round,
  type ServerAssignment,
} from '#common/formats/assessment-server.ts';
import { backoffMs } from '#main/lib/http/backoff.ts';
import { isPassing } from '#main/lib/http/line-failure.ts';
import type { z } from 'zod';

interface Session {
  json<S extends z.ZodType>(path: string, schema: S, limit: number): Promise<z.output<S>>;
}

export interface Changes {
  /** Newest state of each assignment that the server told about. */
  readonly items: readonly ServerAssignment[];
  readonly cursor: string;
  /** The whole list, not only what changed: what is not in it is no longer assigned. */
  readonly whole: boolean;
}

const pageSize = 500;
const pageLimit = 4 * 1024 * 1024;
/** All 7,849 organisations in two rounds, and some room. More is no list of work. */
const mostAssignments = 20_000;
/** Tries of one page; the ones before it are not asked again. */
const tries = 4;

export const fetchRounds = async (session: Session): Promise<Round[]> =>
  (await persist(() => session.json('v1/rounds', RoundList, 1024 * 1024))).rounds;

/** Whose list it is: a cursor of another person, or of other teams, would leave out what those were never told. */
export async function fetchOwner(session: Session): Promise<string> {
  const { id, teams } = await persist(() => session.json('v1/me', Person, 64 * 1024));
  return JSON.stringify([id, ...teams.map((team) => team.id).sort()]);
}

/** Everything that changed since `since`, or the whole list. Throws AppError 'server.…' or 'sign-in.required'. */
export async function fetchChanges(session: Session, since: string | null): Promise<Changes> {
  try {
    return await fetchPages(session, since);
  } catch (error) {
    const forgotten =
      since !== null && isAppError(error) && error.code === 'server.refused' && error.details.status === 410;
    if (!forgotten) throw error;
    return fetchPages(session, null);
  }
}

async function fetchPages(session: Session, since: string | null): Promise<Changes> {
  const items = new Map<string, ServerAssignment>();
  const seen = new Set<string>();
  let [cursor, taken] = [since, 0];
  for (;;) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(cursor === null ? {} : { cursor }) });
    const page = await persist(() => session.json(`v1/assignments?${query.toString()}`, AssignmentPage, pageLimit));
    for (const item of page.items) items.set(item.id, item);
    taken += page.items.length;
    if (taken > mostAssignments) throw new AppError('server.too-much', { limit: mostAssignments });
    if (!page.more) return { items: [...items.values()], cursor: page.cursor, whole: since === null };
    // A list that leads back to where it was would never end.
    if (seen.has(page.cursor) || page.items.length === 0) throw new AppError('server.bad-answer', { reason: 'cursor' });
    seen.add(page.cursor);
    cursor = page.cursor;
  }
}

async function persist<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === tries || !isPassing(error)) throw error;
      const ordered = isAppError(error) && typeof error.details.waitMs === 'number' ? error.details.waitMs : null;
      // Somebody waits for the list: a longer order is passed on as 'server.busy'.
      if (ordered !== null && ordered > 10_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, ordered ?? backoffMs(attempt)));
    }
  }
}
