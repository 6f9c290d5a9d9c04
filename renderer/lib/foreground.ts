/** What the person is at, so that work behind the scenes can keep out of the way. */
let waits = 0;
let lastKey = Number.NEGATIVE_INFINITY;

/** The person waits for something to open; ends when the returned function is called. */
export function holdBackground(): () => void {
  waits += 1;
  let isHeld = true;
  return () => {
    if (isHeld) waits -= 1;
    isHeld = false;
  };
}

/** A key was pressed, in the page or in a frame of it. */
export function noteKey(): void {
  lastKey = performance.now();
}

export interface Foreground {
  readonly now: number;
  readonly lastKey: number;
  readonly isWaiting: boolean;
}

export const foreground = (): Foreground => ({ now: performance.now(), lastKey, isWaiting: waits > 0 });
