const first = 5_000;
const longest = 30 * 60_000;
const shortest = 1_000;

/** When the server is asked for which receipt; after a restart at once. */
export function createReceiptTimes(now: () => number) {
  const at = new Map<string, { readonly due: number; readonly asked: number }>();
  const put = (id: string, wait: number): void => {
    at.set(id, { due: now() + wait, asked: (at.get(id)?.asked ?? 0) + 1 });
  };
  return {
    /** 0: now. */
    waitOf: (id: string): number => Math.max(0, (at.get(id)?.due ?? 0) - now()),
    /** After what the server ordered, else after a pause that grows. */
    later: (id: string, orderedMs: number | null): void =>
      put(id, Math.min(longest, Math.max(shortest, orderedMs ?? first * 2 ** Math.min(at.get(id)?.asked ?? 0, 16)))),
    rarely: (id: string): void => put(id, longest),
    /** Rarely from the start, where nothing else was said. */
    settled: (id: string): void => {
      if (!at.has(id)) put(id, longest);
    },
    ask: (id: string): void => void at.set(id, { due: now(), asked: 0 }),
    forget: (): void => at.clear(),
  };
}
