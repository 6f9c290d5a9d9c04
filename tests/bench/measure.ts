/** One line of the result: our figure, the named baseline of the same run, and their ratio. */
export interface Line {
  readonly what: string;
  readonly ours: number;
  readonly baseline: number;
  readonly baselineName: string;
  readonly unit: 'ms' | 's' | 'MB';
  readonly note?: string;
}

export function print({ what, ours, baseline, baselineName, unit, note }: Line): void {
  const figure = (value: number) => `${value >= 100 ? value.toFixed(0) : value.toFixed(2)} ${unit}`;
  const ratio = `${(ours / baseline).toFixed(2)}×`;
  console.log(
    `${what.padEnd(46)} ${ratio.padStart(9)}   ${figure(ours)} ÷ ${figure(baseline)} (${baselineName})${note ? `; ${note}` : ''}`,
  );
}

/** Milliseconds that `work` takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export async function times(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push(await time(() => work(index)));
  return all;
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);
