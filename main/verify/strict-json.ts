import { isShallow } from '#common/domain/canonical-json.ts';

/**
 * The value of a JSON text, or undefined: also when it is deeper than a recursive reader can stand, and when a member
 * stands twice in one object, of which some readers take the first and others the last.
 */
export function parseStrictJson(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return isShallow(value) && !repeatsMember(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

const stringOrBracket = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;

/** Of a text that is JSON. */
function repeatsMember(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  for (const [token, isName] of text.matchAll(stringOrBracket)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (isName !== undefined) {
      const members = open.at(-1);
      const quoted = token.slice(0, -isName.length);
      const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
      if (members?.has(name) === true) return true;
      members?.add(name);
    }
  }
  return false;
}
