import { isList, isRecord } from './guards.ts';

/**
 * One text for one value: sorted keys, no spaces, `undefined` members left out; numbers and strings as ECMAScript
 * writes them (RFC 8785, JSON Canonicalization Scheme). For JSON values no deeper than `maxDepth`.
 */
export function canonicalJson(value: unknown): string {
  // Every event of every package goes through here, so that no list is made on the way.
  let text = '';
  if (isList(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item ?? null)}`;
    return `[${text}]`;
  }
  if (!isRecord(value)) return JSON.stringify(value);
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Deeper JSON is nobody's honest work and would exhaust the stack of a recursive reader. */
const maxDepth = 64;

export function isShallow(value: unknown, depth = maxDepth): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((item) => isShallow(item, depth - 1));
}

/** The same JSON value, whatever the order of its keys; stops at the first difference. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => isSameJson(item, b[index]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key]))
  );
}
