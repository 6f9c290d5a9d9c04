/** Milliseconds. */
interface Pauses {
  readonly first: number;
  readonly longest: number;
}

/** A centre decides in its own time. */
export const receiptPauses: Pauses = { first: 5_000, longest: 30 * 60_000 };
/** What locks an upload is mostly our own last request, which the server has not given up yet. */
export const lockPauses: Pauses = { first: 2_000, longest: 5 * 60_000 };
const shortest = 1_000;

/** When the server is asked again about which package; after a restart at once. */
export function createAskTimes(now: () => number, { first, longest }: Pauses) {
  const at = new Map<string, { readonly due: number; readonly asked: number }>();
  const put = (id: string, wait: number): void => {
    at.set(id, { due: now() + wait, asked: (at.get(id)?.asked ?? 0) + 1 });
  };
  return {
    /** 0: now. */
    waitOf: (id: string): number => Math.max(0, (at.get(id)?.due ?? 0) - now()),
    /** ISO; null: now. */
    dueOf(id: string): string | null {
      const due = at.get(id)?.due ?? 0;
      return due <= now() ? null : new Date(due).toISOString();
    },
    /** After what the server ordered, else after a pause that grows. */
    later: (id: string, orderedMs: number | null): void =>
      put(id, Math.min(longest, Math.max(shortest, orderedMs ?? first * 2 ** Math.min(at.get(id)?.asked ?? 0, 16)))),
    rarely: (id: string): void => put(id, longest),
    /** Rarely from the start, where nothing else was said. */
    settled: (id: string): void => {
      if (!at.has(id)) put(id, longest);
    },
    /** Now, and then after the first pause again. */
    ask: (id: string): void => void at.set(id, { due: now(), asked: 0 }),
    forget: (): void => at.clear(),
  };
}
