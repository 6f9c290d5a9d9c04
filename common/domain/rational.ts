/** Exact fraction; `den` is always positive. Percentages are computed with these and rounded once, at the end. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

export const zero: Rational = { num: 0n, den: 1n };

/** Null when the denominator is 0. */
export function ratio(numerator: bigint, denominator: bigint): Rational | null {
  if (denominator === 0n) return null;
  return denominator < 0n ? { num: -numerator, den: -denominator } : { num: numerator, den: denominator };
}

const decimalPattern = /^(\d{1,30})(?:\.(\d{1,30}))?$/;

/** "37.5" as 375/10; null for anything but plain decimal digits. */
export function parseDecimal(text: unknown): Rational | null {
  const match = typeof text === 'string' ? decimalPattern.exec(text) : null;
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  return { num: BigInt(whole + fraction), den: 10n ** BigInt(fraction.length) };
}

export const add = (a: Rational, b: Rational): Rational => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den });

export const times = (a: Rational, factor: bigint): Rational => ({ num: a.num * factor, den: a.den });

/** Null when the divisor is 0. */
export const divide = (a: Rational, b: Rational): Rational | null => ratio(a.num * b.den, a.den * b.num);

/** Negative, 0 or positive, as for `Array.sort`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Null for an empty list. */
export function mean(values: readonly Rational[]): Rational | null {
  const sum = values.reduce(add, zero);
  return ratio(sum.num, sum.den * BigInt(values.length));
}

/** Two decimals, half up: 1/8 of 100 is "12.50", 89.995 is "90.00". For values ≥ 0. */
export function toFixed2(value: Rational): string {
  const hundredths = (value.num * 200n + value.den) / (value.den * 2n);
  return `${(hundredths / 100n).toString()}.${(hundredths % 100n).toString().padStart(2, '0')}`;
}
