import { describe, expect, test } from 'vitest';
import { lookDistance, lookOf, type GreyPicture } from './look.ts';

/** The same numbers in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Paper with dark bars of random length, as a page of writing is from afar. */
function paper(seed: number, width = 330, height = 460): GreyPicture {
  const next = numbers(seed);
  const pixels = new Uint8Array(width * height).fill(215);
  for (let line = 0; line < 30; line += 1) {
    const top = Math.floor(((line + 1) * height) / 32);
    const left = width * (0.08 + 0.3 * next() * next());
    const right = width * (0.92 - 0.7 * next() * next());
    for (let y = top; y < top + height / 70; y += 1)
      for (let x = Math.floor(left); x < right; x += 1) pixels[y * width + x] = 110;
  }
  return { width, height, pixels };
}

const changed = (picture: GreyPicture, to: (value: number) => number): GreyPicture => ({
  ...picture,
  pixels: picture.pixels.map((value) => Math.max(0, Math.min(255, to(value)))),
});

function resized({ width, height, pixels }: GreyPicture, factor: number): GreyPicture {
  const [w, h] = [Math.round(width * factor), Math.round(height * factor)];
  const small = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1)
      small[y * w + x] = pixels[Math.floor(y / factor) * width + Math.floor(x / factor)] ?? 0;
  return { width: w, height: h, pixels: small };
}

const distance = (one: GreyPicture, other: GreyPicture): number => lookDistance(lookOf(one) ?? '', lookOf(other) ?? '');

describe('the look of a page', () => {
  const noise = numbers(99);
  test.each([
    ['noise', (page: GreyPicture) => changed(page, (value) => value + (noise() - 0.5) * 60)],
    ['a darker scan', (page: GreyPicture) => changed(page, (value) => value * 0.8 + 10)],
    ['fewer levels of grey', (page: GreyPicture) => changed(page, (value) => Math.round(value / 32) * 32)],
    ['two thirds of the size', (page: GreyPicture) => resized(page, 0.66)],
  ])('%s changes few bits', (_name, again) => {
    for (let seed = 1; seed <= 12; seed += 1) expect(distance(paper(seed), again(paper(seed)))).toBeLessThanOrEqual(20);
  });

  test('other pages differ in many bits', () => {
    for (let seed = 1; seed <= 12; seed += 1) expect(distance(paper(seed), paper(seed + 100))).toBeGreaterThan(28);
  });

  test('it is 64 hex digits, and the same for the same pixels', () => {
    expect(lookOf(paper(1))).toMatch(/^[0-9a-f]{64}$/);
    expect(distance(paper(1), paper(1))).toBe(0);
    expect(lookDistance('f'.repeat(64), '0'.repeat(64))).toBe(256);
  });

  test('paper with nothing on it, and what is too small to show anything, has none', () => {
    const blank = changed(paper(1), () => 250);
    expect(lookOf(blank)).toBeNull();
    expect(lookOf(changed(blank, (value) => value + (noise() - 0.5) * 30))).toBeNull();
    expect(lookOf({ width: 8, height: 8, pixels: new Uint8Array(64) })).toBeNull();
    expect(lookOf({ width: 0, height: 0, pixels: new Uint8Array() })).toBeNull();
  });
});
