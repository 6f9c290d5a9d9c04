import type { Assignment, SyncResult } from '#common/contract/channels/assignment.ts';
import { AppError } from '#common/contract/failures.ts';
import type { ServerAssignment } from '#common/formats/assessment-server.ts';
import type { Clock, Emit } from '#main/lib/ports.ts';
import type { Database, Reader, Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import { fetchChanges, fetchOwner, fetchRounds } from './fetch-changes.ts';
import { planChanges } from './plan-changes.ts';
import * as queries from './queries.ts';

export interface AssignmentDeps {
  /** The open library; throws 'library.locked'. */
  current(): { readonly db: Database; readonly vault: Vault };
  readonly session: Parameters<typeof fetchChanges>[0];
  readonly clock: Clock;
  readonly emit: Emit;
  /** Every list of work is also a look at the server's clock. */
  compareClocks(): Promise<void>;
  /** Newest revision on this computer, by submission. */
  revisionsHere(reader: Reader): Promise<ReadonlyMap<string, number>>;
  /** These were taken from the team: nothing of them is to be downloaded any more. */
  stopDownloads(submissions: readonly string[]): Promise<void>;
}

export type AssignmentService = ReturnType<typeof createAssignments>;

/** The list of work: what the server says, kept here so that it can be read without a network. */
export function createAssignments(deps: AssignmentDeps) {
  const { current, clock, emit } = deps;
  let cached: { readonly db: Database; readonly items: ReadonlyMap<string, ServerAssignment> } | null = null;
  let syncing: Promise<SyncResult> | null = null;

  async function items(): Promise<ReadonlyMap<string, ServerAssignment>> {
    const { db, vault } = current();
    if (cached?.db === db) return cached.items;
    const all = new Map((await queries.readAll(db, vault)).map((one) => [one.id, one]));
    cached = { db, items: all };
    return all;
  }

  async function sync(): Promise<SyncResult> {
    const { db, vault } = current();
    await deps.compareClocks();
    const state = await queries.readState(db, vault);
    const rounds = await fetchRounds(deps.session);
    const owner = await fetchOwner(deps.session);
    const changes = await fetchChanges(deps.session, state?.owner === owner ? state.cursor : null);
    const at = new Date(clock.now()).toISOString();
    const before = await items();
    const here = await deps.revisionsHere(db);
    const plan = planChanges(before, changes, (id) => here.has(id));
    await db.write(async (tx) => {
      await queries.putAll(tx, vault, plan.put);
      await queries.deleteAll(tx, plan.remove);
      await queries.writeState(tx, vault, { cursor: changes.cursor, at, owner, rounds });
    });
    cached = null;
    await deps.stopDownloads(plan.withdrawn.flatMap(({ submission }) => (submission === null ? [] : [submission.id])));
    emit('changed', { what: 'assignments' });
    return { added: plan.added, amended: plan.amended, withdrawn: plan.withdrawn.length, at };
  }

  return {
    async list(): Promise<Assignment[]> {
      const { db, vault } = current();
      const state = await queries.readState(db, vault);
      const rounds = new Map((state?.rounds ?? []).map((round) => [round.id, round]));
      const here = await deps.revisionsHere(db);
      return [...(await items()).values()].map((one): Assignment => {
        const round = rounds.get(one.round);
        const { submission, lao } = one;
        return {
          id: one.id,
          submission: submission?.id ?? null,
          laoCode: lao.code,
          laoName: lao.name,
          laoType: lao.type,
          district: lao.district,
          province: lao.province,
          team: one.team,
          round: one.round,
          roundTitle: round?.title ?? { th: one.round, en: one.round },
          year: round?.year ?? 0,
          review: round?.review ?? null,
          visitOn: one.visit?.date ?? null,
          visitTime: one.visit?.time ?? null,
          withdrawn: one.state === 'withdrawn',
          revision: submission?.revision ?? null,
          files: submission?.files ?? 0,
          size: submission?.size ?? 0,
          here: submission === null ? null : (here.get(submission.id) ?? null),
        };
      });
    },

    /** One at a time: a second wish while the first runs gets its result. */
    sync(): Promise<SyncResult> {
      syncing ??= sync().finally(() => {
        syncing = null;
      });
      return syncing;
    },

    async syncedAt(): Promise<string | null> {
      const { db, vault } = current();
      return (await queries.readState(db, vault))?.at ?? null;
    },

    /** The assignment that offers a submission. Throws AppError('assignment.unknown'), also when it was withdrawn. */
    async find(submission: string): Promise<ServerAssignment> {
      for (const one of (await items()).values())
        if (one.submission?.id === submission && one.state === 'assigned') return one;
      throw new AppError('assignment.unknown');
    },

    async forgetServer(tx: Tx): Promise<void> {
      await queries.forgetEverything(tx, current().vault);
      cached = null;
    },

    forget(): void {
      cached = null;
    },
  };
}
