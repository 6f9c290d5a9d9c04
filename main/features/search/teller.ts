import type { Indexing } from '#common/contract/channels/search.ts';
import type { Clock, Emit } from '#main/lib/ports.ts';

/** Milliseconds between two words about how far it is. */
const every = 500;

/** Says how far reading is: at once, then at most twice a second, and always how it stands at last. */
export function createTeller({ clock, emit }: { readonly clock: Clock; readonly emit: Emit }, status: () => Indexing) {
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const say = (): void => {
    timer = null;
    last = clock.now();
    emit('indexing', status());
  };

  return {
    tell(): void {
      if (timer !== null) return;
      const wait = last + every - clock.now();
      if (wait <= 0) say();
      else timer = setTimeout(say, wait);
    },
    close(): void {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
