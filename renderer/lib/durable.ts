import { useSyncExternalStore } from 'react';
import { isAppError, type FailureCode } from '#common/contract/failures.ts';

/** What the status bar says about the person's work: never "saved" before main answered that the commit is done. */
export type Durable =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'saving'; readonly since: number }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly code: FailureCode };

interface DurableStore {
  get(): Durable;
  subscribe(listener: () => void): () => void;
  /** Follows one write: saving until it answers, then saved or failed. Rejects as the write does. */
  track<T>(write: () => Promise<T>): Promise<T>;
  /** Tells when the work that was just loaded had become durable. */
  loaded(at: string | null): void;
}

/** @param now ISO instant of the moment. */
export function createDurableStore(now: () => string): DurableStore {
  let state: Durable = { kind: 'unknown' };
  let open = 0;
  let failure: FailureCode | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Durable) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async track(write) {
      open += 1;
      if (open === 1) {
        failure = null;
        set({ kind: 'saving', since: Date.parse(now()) });
      }
      try {
        return await write();
      } catch (error) {
        failure = isAppError(error) ? error.code : 'internal';
        throw error;
      } finally {
        open -= 1;
        if (failure !== null) set({ kind: 'failed', code: failure });
        else if (open === 0) set({ kind: 'saved', at: now() });
      }
    },
    loaded(at) {
      if (open > 0 || state.kind === 'failed') return;
      if (at === null) set({ kind: 'unknown' });
      else if (state.kind !== 'saved' || state.at !== at) set({ kind: 'saved', at });
    },
  };
}

export const durable: DurableStore = createDurableStore(() => new Date().toISOString());

export const useDurable = (): Durable => useSyncExternalStore(durable.subscribe, durable.get);
