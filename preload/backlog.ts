type Listener = (payload: unknown) => void;

const limit = 50;

/**
 * Listeners by event name. What is told before the first listener stands is kept for it: a file handed over at start
 * arrives before React has mounted.
 */
export function createBacklog(): {
  on(event: string, listener: Listener): () => void;
  tell(event: string, payload: unknown): void;
} {
  const listeners = new Map<string, Set<Listener>>();
  const kept = new Map<string, unknown[]>();
  return {
    on(event, listener) {
      const entry = (payload: unknown) => listener(payload);
      const group = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, group.add(entry));
      const missed = kept.get(event) ?? [];
      kept.delete(event);
      for (const payload of missed) queueMicrotask(() => entry(payload));
      return () => {
        group.delete(entry);
      };
    },
    tell(event, payload) {
      const group = listeners.get(event);
      if (group === undefined) kept.set(event, [...(kept.get(event) ?? []), payload].slice(-limit));
      else for (const listener of [...group]) listener(payload);
    },
  };
}
