/** An element with its resolved namespace. Text is that of the element itself, without its children's. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

type Scope = ReadonlyMap<string, string>;
interface Open {
  readonly tag: string;
  readonly scope: Scope;
  readonly element: XmlElement & { readonly children: XmlElement[]; text: string };
}

const name = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const eachAttribute = new RegExp(`\\s+(${name})\\s*=\\s*("[^"]*"|'[^']*')`, 'gu');
const attribute = `\\s+${name}\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`;
const token = new RegExp(
  [
    '(?<comment><!--(?:(?!--)[^])*-->)',
    `<(?<open>${name})(?<attributes>(?:${attribute})*)\\s*(?<empty>/?)>`,
    `</(?<close>${name})\\s*>`,
    '(?<text>[^<]+)',
  ].join('|'),
  'uy',
);
const declaration = /^\uFEFF?<\?xml\s+version\s*=\s*["']1\.0["'][^?<>]*\?>/;
const maxDepth = 20;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads the small part of XML that container manifests need: elements, attributes, text, comments, the five named and
 * all numeric character references. Null for anything else, DOCTYPE, CDATA and processing instructions included: two
 * readers must not be able to understand one manifest in two ways.
 */
export function parseXml(source: string): XmlElement | null {
  const body = source.replace(declaration, '').trimEnd();
  const stack: Open[] = [];
  let root: XmlElement | null = null;
  token.lastIndex = body.length - body.trimStart().length;
  while (token.lastIndex < body.length) {
    const groups = token.exec(body)?.groups;
    if (groups === undefined) return null;
    const top = stack.at(-1);
    if (groups.comment !== undefined) continue;
    if (groups.text !== undefined) {
      const text = decode(groups.text);
      if (text === null || (top === undefined && text.trim() !== '')) return null;
      if (top !== undefined) top.element.text += text;
    } else if (groups.close !== undefined) {
      if (stack.pop()?.tag !== groups.close) return null;
    } else if (groups.open !== undefined) {
      const opened = openElement(groups.open, groups.attributes ?? '', top?.scope ?? new Map());
      if (opened === null || stack.length >= maxDepth || (top === undefined && root !== null)) return null;
      if (top === undefined) root = opened.element;
      else top.element.children.push(opened.element);
      if (groups.empty === '') stack.push(opened);
    }
  }
  return stack.length === 0 ? root : null;
}

function openElement(tag: string, source: string, outer: Scope): Open | null {
  const attributes = new Map<string, string>();
  const scope = new Map(outer);
  for (const [, key = '', quoted = ''] of source.matchAll(eachAttribute)) {
    const value = decode(quoted.slice(1, -1));
    if (value === null || attributes.has(key)) return null;
    attributes.set(key, value);
    if (key === 'xmlns') scope.set('', value);
    else if (key.startsWith('xmlns:')) scope.set(key.slice(6), value);
  }
  const at = tag.indexOf(':');
  const namespace = scope.get(at < 0 ? '' : tag.slice(0, at));
  if (namespace === undefined && at >= 0) return null;
  const element = { namespace: namespace ?? '', name: tag.slice(at + 1), attributes, children: [], text: '' };
  return { tag, scope, element };
}

/** Null when there is an `&` that begins no known reference. */
function decode(text: string): string | null {
  const parts = text.split(/(&[^;&]*;?)/);
  const decoded = parts.map((part) => (part.startsWith('&') ? decodeReference(part) : part));
  return decoded.includes(undefined) ? null : decoded.join('');
}

function decodeReference(reference: string): string | undefined {
  const [, decimal, hex, named] = /^&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|([a-z]+));$/.exec(reference) ?? [];
  if (named !== undefined) return entities[named];
  const code = hex === undefined ? Number(decimal ?? 0) : parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

export const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${String(character.codePointAt(0))};`);
