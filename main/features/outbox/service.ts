import type { Outbox } from '#common/contract/channels/outbox.ts';
import type { ReceiptImport, ReceiptRecord } from '#common/contract/channels/receipt.ts';
import { AppError, isAppError, type Failure } from '#common/contract/failures.ts';
import type { Circuit } from '#main/lib/http/circuit.ts';
import { isBlocking } from '#main/lib/http/line-failure.ts';
import type { Line } from '#main/lib/http/over-the-line.ts';
import type { Clock, Emit, Ids } from '#main/lib/ports.ts';
import type { Sleeper } from '#main/lib/sleeper.ts';
import type { Tx } from '#main/storage/database.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import { createAskTimes, lockPauses, receiptPauses } from './ask-times.ts';
import { describeOutbox, fileOf, readyOf, type Container, type Live } from './describe.ts';
import { findDue, type Task } from './due.ts';
import { canBeChanged, createEntries, newEntry, withReceipt } from './entries.ts';
import * as queries from './queries.ts';
import type { OutboxEntry } from './queries.ts';
import { createSending } from './send-entry.ts';
import { createReceiptTaking } from './take-receipts.ts';
import type { UploadSession } from './tus.ts';

export interface OutboxDeps {
  /** The open library; throws 'library.locked'. */
  current(): OpenLibrary;
  /** One for the server, whoever asks it: who finds the line back tells the others. */
  readonly circuit: Circuit;
  readonly sleeper: Sleeper;
  readonly session: UploadSession;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  /** Every signed package, the newest first. */
  containers(): Promise<readonly Container[]>;
  /** Judges a receipt about that package, and keeps it where the centre is confirmed. */
  importReceipt(jws: string, about: string, trust: readonly string[]): Promise<ReceiptImport>;
  /** Who works here. */
  person(): string;
  defect(where: string, error: unknown): void;
}

/** Milliseconds between two words about progress. */
const tellEvery = 250;

/** Without room for a word about a package none is sent: who sees nothing written believes that nothing happened. */
const isUnwritable = (error: unknown): error is AppError =>
  isAppError(error) && (error.code === 'storage.disk-full' || error.code === 'storage.read-only');

/** Packages that a person wants handed in go out one after another as soon as there is a network, each exactly once. */
export function createOutbox(deps: OutboxDeps) {
  const { current, clock, emit, session } = deps;
  const { circuit, sleeper } = deps;
  const receipts = createAskTimes(clock.now, receiptPauses);
  const locks = createAskTimes(clock.now, lockPauses);
  let running: { readonly id: string; readonly controller: AbortController; readonly ended: Promise<void> } | null =
    null;
  let live: Live | null = null;
  let blocked: Failure | null = null;
  let looping = false;
  /** Something changed while the loop was already deciding to end. */
  let again = false;
  let open = false;
  let timer: NodeJS.Timeout | null = null;

  const entries = createEntries(current);
  const { update } = entries;
  const sendEntry = createSending({
    ...{ current, session, clock, entries, containers: deps.containers },
    onSent(id) {
      locks.ask(id);
      receipts.ask(id);
    },
  });
  const { ask, take } = createReceiptTaking({
    ...{ session, clock, entries, times: receipts, importReceipt: deps.importReceipt },
  });
  const changed = () => emit('changed', { what: 'outbox' });
  async function overview(): Promise<Outbox> {
    return describeOutbox(await entries.all(), await deps.containers(), { live, lockedUntil: locks.dueOf }, blocked);
  }

  /** Works everything off that is due; started by whatever may give work. */
  function kick(): void {
    again = true;
    if (looping || !open) return;
    looping = true;
    void loop()
      .catch((error: unknown) => {
        if (isUnwritable(error)) {
          blocked = { code: error.code, details: error.details };
          changed();
        } else if (!isAppError(error) || error.code !== 'library.locked') deps.defect('outbox', error);
      })
      .finally(() => {
        looping = false;
        if (again && open) kick();
      });
  }

  async function loop(): Promise<void> {
    for (;;) {
      again = false;
      const task = blocked === null ? await nextTask() : null;
      if (task === null || !open) return;
      await run(task);
      changed();
    }
  }

  async function nextTask(): Promise<Task | null> {
    const all = await entries.all();
    if (all.length === 0) return null;
    const due = findDue(all, await deps.containers(), { receipts, locks });
    if (due.task !== null) return due.task;
    if (timer !== null) clearTimeout(timer);
    if (due.waitMs !== null) timer = setTimeout(kick, due.waitMs).unref();
    return null;
  }

  async function run({ kind, entry }: Task): Promise<void> {
    const { id } = entry;
    const controller = new AbortController();
    let end: () => void = () => undefined;
    running = { id, controller, ended: new Promise((resolve) => (end = resolve)) };
    try {
      await (kind === 'send'
        ? send(entry, controller)
        : ask(
            entry,
            lineOf(controller.signal, () => undefined),
          ));
    } catch (error) {
      if (!controller.signal.aborted) await settleFailed(entry, kind, error);
    } finally {
      running = null;
      live = null;
      end();
    }
  }

  const lineOf = (signal: AbortSignal, show: (next: Pick<Live, 'retryAt' | 'failure'>) => void): Line => ({
    ...{ circuit, sleeper, signal, now: clock.now },
    onWait: (retryAt, failure) => show({ retryAt, failure }),
    onLine() {
      if (circuit.succeeded()) sleeper.wake();
      show({ retryAt: null, failure: null });
    },
  });

  async function send(found: OutboxEntry, controller: AbortController): Promise<void> {
    let told = 0;
    const show = (next: Partial<Live>) => {
      const before: Live = live ?? { id: found.id, done: found.done, retryAt: null, failure: null };
      live = { ...before, ...next };
      if (live.retryAt !== before.retryAt) changed();
      if (next.done === undefined || clock.now() - told < tellEvery) return;
      told = clock.now();
      emit('progress', { job: found.id, done: next.done, total: found.file.size, unit: 'bytes' });
    };
    show({});
    changed();
    await sendEntry(found, { line: lineOf(controller.signal, show), controller, onDone: (done) => show({ done }) });
  }

  async function settleFailed(entry: OutboxEntry, kind: Task['kind'], error: unknown): Promise<void> {
    // Nor could it be written down that it failed: all of it stands still, and is as it was.
    if (isUnwritable(error)) throw error;
    if (!isAppError(error)) deps.defect('outbox', error);
    const failure: Failure = isAppError(error)
      ? { code: error.code, details: error.details }
      : { code: 'internal', details: {} };
    if (failure.code === 'library.locked') return;
    const done = live?.done ?? entry.done;
    if (isBlocking(failure)) {
      blocked = failure;
      await update(entry.id, () => ({ done }));
    } else if (failure.code === 'outbox.upload-locked') {
      // The lock ends by itself, nobody knows when: until then the other packages go.
      const { waitMs } = failure.details;
      locks.later(entry.id, typeof waitMs === 'number' ? waitMs : null);
      await update(entry.id, () => ({ done }));
    } else if (kind === 'send') {
      // Stamped or signed once more while it was read: then it goes as it is now. Any other failure stands, or the same
      // question would be asked for ever without a pause.
      const isDamaged = failure.code === 'storage.damaged';
      const container = (await deps.containers()).find(({ record }) => record.id === entry.package);
      // And where the person paused it or takes it there, their word stands.
      await update(entry.id, ({ file, state }) =>
        state !== 'queued' || (isDamaged && container !== undefined && container.sha256 !== file.sha256)
          ? {}
          : { state: 'failed', failure, done },
      );
    } else if (failure.code === 'outbox.lost')
      await update(entry.id, ({ state }) => (state === 'sent' ? { state: 'failed', failure, done: 0 } : {}));
    else await update(entry.id, ({ state }) => (state === 'sent' ? { failure } : {}));
  }

  async function stop(id: string): Promise<void> {
    if (running?.id !== id) return;
    running.controller.abort(new AppError('cancelled'));
    await running.ended;
  }

  function goOn(): void {
    blocked = null;
    circuit.reset();
    sleeper.wake();
  }

  async function afterOrder(): Promise<Outbox> {
    kick();
    changed();
    return overview();
  }

  return {
    list: overview,

    async add(packages: readonly string[], waitForTimestamp: boolean): Promise<Outbox> {
      const containers = await deps.containers();
      const { db, vault } = current();
      await db.write(async (tx) => {
        const all = await queries.listEntries(tx, vault);
        let order = all.at(-1)?.order ?? 0;
        const ready = readyOf(all, containers);
        for (const id of new Set(packages)) {
          const container = containers.find(({ record }) => record.id === id);
          if (container === undefined) throw new AppError('package.unknown');
          // Asked for twice, or by two windows: it is in already.
          if (!ready.some((one) => one.package === id)) continue;
          await queries.putEntry(tx, vault, newEntry(deps.ids.random(), container, (order += 1), waitForTimestamp));
        }
      });
      goOn();
      return afterOrder();
    },

    async pause(id: string): Promise<Outbox> {
      await entries.readWaiting(id);
      // First written down: what is ended would else be begun again at once.
      await update(id, (entry) => (canBeChanged(entry) ? { state: 'paused' } : {}));
      await stop(id);
      return afterOrder();
    },

    async resume(id: string): Promise<Outbox> {
      const entry = await entries.read(id);
      locks.ask(id);
      if (canBeChanged(entry)) {
        const asItIs = { waitForTimestamp: false, failure: null, handedOver: null };
        await update(id, (now) => (canBeChanged(now) ? { state: 'queued', ...asItIs } : {}));
      } else receipts.ask(id);
      goOn();
      return afterOrder();
    },

    async remove(id: string): Promise<Outbox> {
      await entries.readWaiting(id);
      await entries.removeWaiting(id);
      await stop(id);
      return afterOrder();
    },

    async goOn(): Promise<Outbox> {
      locks.forget();
      receipts.forget();
      goOn();
      return afterOrder();
    },

    async handOver(carried: readonly { readonly id: string; readonly sha256: string }[]): Promise<Outbox> {
      const containers = await deps.containers();
      const handedOver = { at: new Date(clock.now()).toISOString(), by: deps.person() };
      let some = false;
      for (const { id, sha256 } of carried) {
        const entry = await update(id, (found) => {
          if (!canBeChanged(found)) return {};
          // What lies on the stick, also where the package was stamped since and is another file now.
          const container = containers.find((one) => one.record.id === found.package && one.sha256 === sha256);
          const file = container === undefined ? { ...found.file, sha256 } : fileOf(container);
          return { state: 'handed-over', handedOver, upload: null, done: 0, failure: null, file };
        });
        // The others went out, or were taken out, while the person saved.
        if (entry?.state !== 'handed-over') continue;
        some = true;
        await stop(id);
      }
      if (!some) throw new AppError('outbox.unknown');
      return afterOrder();
    },

    async confirmCentre(id: string, fingerprint: string): Promise<Outbox> {
      if ((await entries.read(id)).unconfirmed?.centre.fingerprint !== fingerprint)
        throw new AppError('outbox.unknown');
      for (const { id: one, unconfirmed } of await entries.all())
        if (unconfirmed?.centre.fingerprint === fingerprint) await take(one, unconfirmed.jws, [fingerprint]);
      return afterOrder();
    },

    /** Over the line or as a file: a receipt of a file that went out. One that is held is decided later, by a person. */
    async received(sha256: string, { outcome, issuedAt }: ReceiptRecord): Promise<void> {
      for (const { id, file, state } of await entries.all()) {
        if (file.sha256 !== sha256 || !(state === 'sent' || state === 'received' || state === 'handed-over')) continue;
        await update(id, (entry) => withReceipt(entry, { outcome, issuedAt }));
        if (outcome === 'held') receipts.rarely(id);
      }
      changed();
    },

    /** The package of which a file with this SHA-256 went out; it may have become another file since. */
    async sentAs(sha256: string): Promise<string | null> {
      return (await entries.all()).find(({ file }) => file.sha256 === sha256)?.package ?? null;
    },

    /** The library opened, the person signed in, a package was stamped: goes on where it stopped. */
    wake(): void {
      open = true;
      locks.forget();
      goOn();
      kick();
    },

    /** Something may be due now. */
    heed(): void {
      kick();
    },

    /** With a submission that is being removed. */
    discard: async (tx: Tx, submission: string): Promise<void> => {
      await queries.deleteEntriesOf(tx, submission);
    },

    /** The library closes: what is on its way stays as it is. Resolves when nothing is written any more. */
    async close(): Promise<void> {
      open = false;
      blocked = null;
      if (timer !== null) clearTimeout(timer);
      receipts.forget();
      locks.forget();
      const last = running;
      last?.controller.abort(new AppError('library.locked'));
      await last?.ended;
    },
  };
}
