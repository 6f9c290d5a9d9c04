import type { Outbox } from '#common/contract/channels/outbox.ts';
import type { ReceiptImport, ReceiptRecord } from '#common/contract/channels/receipt.ts';
import { AppError, isAppError, type Failure } from '#common/contract/failures.ts';
import type { Circuit } from '#main/lib/http/circuit.ts';
import { isBlocking } from '#main/lib/http/line-failure.ts';
import { overTheLine, type Line } from '#main/lib/http/over-the-line.ts';
import type { Clock, Emit, Ids } from '#main/lib/ports.ts';
import type { Sleeper } from '#main/lib/sleeper.ts';
import type { Tx } from '#main/storage/database.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import { askReceipt } from './ask-receipt.ts';
import { canBeChanged, createEntries, newEntry, withReceipt } from './entries.ts';
import { describeOutbox, fileOf, isOut, type Container, type Live } from './describe.ts';
import * as queries from './queries.ts';
import type { OutboxEntry } from './queries.ts';
import { createReceiptTimes } from './receipt-times.ts';
import { isThere, sendPackage, type SendContext } from './send-package.ts';
import { pinSession } from './pinned-session.ts';
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

interface Task {
  readonly kind: 'send' | 'ask';
  readonly entry: OutboxEntry;
}

/** Packages that a person wants handed in go out one after another as soon as there is a network, each exactly once. */
export function createOutbox(deps: OutboxDeps) {
  const { current, clock, emit, session } = deps;
  const { circuit, sleeper } = deps;
  const times = createReceiptTimes(clock.now);
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
  const changed = () => emit('changed', { what: 'outbox' });
  async function overview(): Promise<Outbox> {
    return describeOutbox(await entries.all(), await deps.containers(), live, blocked);
  }

  /** Works everything off that is due; started by whatever may give work. */
  function kick(): void {
    again = true;
    if (looping || !open) return;
    looping = true;
    void loop()
      .catch((error: unknown) => {
        if (!isAppError(error) || error.code !== 'library.locked') deps.defect('outbox', error);
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

  /** What is to be sent comes before what is only to be asked. */
  async function nextTask(): Promise<Task | null> {
    const all = await entries.all();
    if (all.length === 0) return null;
    const stamped = new Set(
      (await deps.containers()).flatMap(({ record }) => (record.timestamp === null ? [] : [record.id])),
    );
    const send = all.find(
      (entry) => entry.state === 'queued' && (!entry.waitForTimestamp || stamped.has(entry.package)),
    );
    if (send !== undefined) return { kind: 'send', entry: send };
    const asked = all.filter(
      ({ state, sent, unconfirmed }) => sent !== null && isOut({ state }) && unconfirmed === null,
    );
    // A centre may decide otherwise later; its later receipt takes the place of the first.
    for (const { id, state } of asked) if (state === 'received') times.settled(id);
    const due = asked.find(({ id }) => times.waitOf(id) === 0);
    if (due !== undefined) return { kind: 'ask', entry: due };
    if (timer !== null) clearTimeout(timer);
    if (asked.length > 0) timer = setTimeout(kick, Math.min(...asked.map(({ id }) => times.waitOf(id)))).unref();
    return null;
  }

  async function run({ kind, entry }: Task): Promise<void> {
    const { id } = entry;
    const controller = new AbortController();
    let end: () => void = () => undefined;
    running = { id, controller, ended: new Promise((resolve) => (end = resolve)) };
    try {
      await (kind === 'send' ? send(entry, controller) : ask(entry, controller.signal));
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
    const { id } = found;
    let told = 0;
    const show = (next: Partial<Live>) => {
      const before: Live = live ?? { id, done: found.done, retryAt: null, failure: null };
      live = { ...before, ...next };
      if (live.retryAt !== before.retryAt) changed();
      if (next.done === undefined || clock.now() - told < tellEvery) return;
      told = clock.now();
      emit('progress', { job: id, done: next.done, total: found.file.size, unit: 'bytes' });
    };
    show({});
    changed();
    const line = lineOf(controller.signal, show);
    const server = await session.server();
    const pinned = pinSession(session, server, () => controller.abort(new AppError('cancelled')));
    const entry = await fresh(found, pinned, line);
    if (entry === null) return;
    const { file, submission, upload } = entry;
    const context: SendContext = {
      ...line,
      session: pinned,
      sent: { ...file, submission },
      upload,
      read: (begin, end) => current().blobs.read(file.sha256, begin, end),
      keepUpload: async (next) => {
        await update(id, () => ({ upload: next, done: 0 }));
      },
      onDone: (done) => show({ done }),
    };
    await sendPackage(context);
    await keepSent(id, file, server);
  }

  async function keepSent(id: string, file: OutboxEntry['file'], server: string): Promise<void> {
    const at = new Date(clock.now()).toISOString();
    const kept = { state: 'sent', sent: { server, at }, upload: null, done: file.size, failure: null } as const;
    await update(id, () => ({ ...kept, file }));
    times.ask(id);
  }

  /**
   * The entry with the file that its package is now. Where an earlier file of it was on its way, that one may have arrived
   * whole, and then it is what was sent: null.
   */
  async function fresh(entry: OutboxEntry, pinned: UploadSession, line: Line): Promise<OutboxEntry | null> {
    const server = await pinned.server();
    const container = (await deps.containers()).find(({ record }) => record.id === entry.package);
    if (container === undefined) throw new AppError('package.unknown');
    const file = fileOf(container);
    const begun = entry.upload?.server === server;
    if (begun && file.sha256 === entry.file.sha256) return entry;
    if (begun) {
      const sent = { ...entry.file, submission: entry.submission };
      if (await isThere({ ...line, session: pinned, sent })) {
        await keepSent(entry.id, entry.file, server);
        return null;
      }
    }
    return update(entry.id, () => ({ file, upload: null, done: 0 }));
  }

  async function ask(entry: OutboxEntry, signal: AbortSignal): Promise<void> {
    const { id, file, sent } = entry;
    if (entry.state === 'received') times.rarely(id);
    else times.later(id, null);
    if (sent?.server !== (await session.server())) return;
    const line = lineOf(signal, () => undefined);
    const asked = await overTheLine(line, () => askReceipt(session, file.sha256, { signal, now: clock.now }));
    if (asked.jws !== null) await take(id, asked.jws, []);
    else {
      // It answers again: what went wrong when it was asked before is over.
      if (entry.failure !== null) await update(id, () => ({ failure: null }));
      if (asked.waitMs !== null) times.later(id, asked.waitMs);
    }
  }

  async function take(id: string, jws: string, trust: readonly string[]): Promise<void> {
    const entry = await entries.read(id);
    const { outcome, centre, failure } = await deps.importReceipt(jws, entry.file.sha256, trust);
    if (outcome === 'unknown-centre' && centre !== null)
      await update(id, () => ({ unconfirmed: { jws, centre }, failure: null }));
    else if (outcome === 'unknown-package' || outcome === 'refused') {
      const code = failure === null ? 'receipt.other-package' : (failure.code as Failure['code']);
      await update(id, () => ({ failure: { code, details: failure?.details ?? {} }, unconfirmed: null }));
    }
  }

  async function settleFailed(entry: OutboxEntry, kind: Task['kind'], error: unknown): Promise<void> {
    if (!isAppError(error)) deps.defect('outbox', error);
    const failure: Failure = isAppError(error)
      ? { code: error.code, details: error.details }
      : { code: 'internal', details: {} };
    if (failure.code === 'library.locked') return;
    const done = live?.done ?? entry.done;
    if (isBlocking(failure)) {
      blocked = failure;
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
        const { ready } = describeOutbox(all, containers, null, null);
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
      if (canBeChanged(entry)) {
        const asItIs = { waitForTimestamp: false, failure: null, handedOver: null };
        await update(id, (now) => (canBeChanged(now) ? { state: 'queued', ...asItIs } : {}));
      } else times.ask(id);
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
        if (outcome === 'held') times.rarely(id);
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
      times.forget();
      const last = running;
      last?.controller.abort(new AppError('library.locked'));
      await last?.ended;
    },
  };
}
