import { seeded, seedOf } from '#tests/sample/seeded.ts';
import { smallestPdf } from './pdf-file.ts';

/**
 * Sizes of `files` files that are `total` bytes together. 'lognormal' is what offices hand in: many small papers, a few
 * large scans.
 */
export function fileSizes(files: number, total: number, shape: 'equal' | 'lognormal', seed: string): number[] {
  if (files === 0) return [];
  const random = seeded(seedOf(seed));
  const weights = Array.from({ length: files }, () => (shape === 'equal' ? 1 : Math.exp(1.2 * normal(random))));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const sizes = weights.map((weight) => Math.max(smallestPdf, Math.floor((total * weight) / sum)));
  const rest = total - sizes.reduce((all, size) => all + size, 0);
  const largest = sizes.indexOf(Math.max(...sizes));
  return sizes.map((size, index) => (index === largest ? Math.max(smallestPdf, size + rest) : size));
}

/** Box–Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
