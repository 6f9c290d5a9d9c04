/** First and longest wait, milliseconds. */
const first = 500;
const longest = 60_000;

/**
 * Wait before try `attempt` (1 after the first failure): exponential with full jitter, so that a province's laptops do
 * not all come back in the same second after a server returns. At least a quarter of the step, so that it is a wait.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const step = Math.min(longest, first * 2 ** Math.min(attempt - 1, 16));
  return Math.round(step * (0.25 + 0.75 * random()));
}
