import type { ReceiptImport } from '#common/contract/channels/receipt.ts';
import type { Failure } from '#common/contract/failures.ts';
import { overTheLine, type Line } from '#main/lib/http/over-the-line.ts';
import type { Clock } from '#main/lib/ports.ts';
import { askReceipt } from './ask-receipt.ts';
import type { createAskTimes } from './ask-times.ts';
import type { createEntries } from './entries.ts';
import type { OutboxEntry } from './queries.ts';
import type { UploadSession } from './tus.ts';

interface ReceiptDeps {
  readonly session: UploadSession;
  readonly clock: Clock;
  readonly entries: ReturnType<typeof createEntries>;
  readonly times: ReturnType<typeof createAskTimes>;
  /** Judges a receipt about that package, and keeps it where the centre is confirmed. */
  importReceipt(jws: string, about: string, trust: readonly string[]): Promise<ReceiptImport>;
}

/** What the server says became of the packages that it has. */
export function createReceiptTaking({ session, clock, entries, times, importReceipt }: ReceiptDeps) {
  const { update } = entries;

  async function take(id: string, jws: string, trust: readonly string[]): Promise<void> {
    const entry = await entries.read(id);
    const { outcome, centre, failure } = await importReceipt(jws, entry.file.sha256, trust);
    if (outcome === 'unknown-centre' && centre !== null)
      await update(id, () => ({ unconfirmed: { jws, centre }, failure: null }));
    else if (outcome === 'unknown-package' || outcome === 'refused') {
      const code = failure === null ? 'receipt.other-package' : (failure.code as Failure['code']);
      await update(id, () => ({ failure: { code, details: failure?.details ?? {} }, unconfirmed: null }));
    }
  }

  async function ask(entry: OutboxEntry, line: Line): Promise<void> {
    const { id, file, sent } = entry;
    if (entry.state === 'received') times.rarely(id);
    else times.later(id, null);
    if (sent?.server !== (await session.server())) return;
    const { signal } = line;
    const asked = await overTheLine(line, () => askReceipt(session, file.sha256, { signal, now: clock.now }));
    if (asked.jws !== null) await take(id, asked.jws, []);
    else {
      // It answers again: what went wrong when it was asked before is over.
      if (entry.failure !== null) await update(id, () => ({ failure: null }));
      if (asked.waitMs !== null) times.later(id, asked.waitMs);
    }
  }

  return { ask, take };
}
