/** A page more within this time (ms) joins the same entry of the history. */
const pause = 2000;
/** Whoever leafs without a pause still gets it noted. */
const longest = 15_000;

export interface SeenPages {
  note(sha256: string, page: number): void;
  /** What was noted and is not recorded yet becomes an entry now. */
  readonly flush: () => void;
}

/** Pages as the frame tells them, one by one, become few entries of the history, and none for what is known already. */
export function createSeenPages(deps: {
  readonly known: (sha256: string) => readonly number[];
  readonly record: (sha256: string, pages: readonly number[]) => void;
}): SeenPages {
  const waiting = new Map<string, Set<number>>();
  /** Handed over, whether or not the review says it yet. */
  const handed = new Map<string, Set<number>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const ready = [...waiting];
    waiting.clear();
    for (const [sha256, pages] of ready) {
      const known = new Set(deps.known(sha256));
      const fresh = [...pages].filter((page) => !known.has(page)).sort((a, b) => a - b);
      if (fresh.length === 0) continue;
      handed.set(sha256, new Set([...(handed.get(sha256) ?? []), ...fresh]));
      deps.record(sha256, fresh);
    }
  };

  return {
    note(sha256, page) {
      if (deps.known(sha256).includes(page) || handed.get(sha256)?.has(page) === true) return;
      if (timer === undefined) since = Date.now();
      waiting.set(sha256, (waiting.get(sha256) ?? new Set()).add(page));
      clearTimeout(timer);
      timer = setTimeout(flush, Math.max(0, Math.min(pause, since + longest - Date.now())));
    },
    flush,
  };
}
