/** Rows of a table written as text (RFC 4180), separated by whatever its first line has most of. Nothing is computed. */
export function readSeparated(text: string, mostRows: number): { rows: string[][]; isCut: boolean } {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const end = () => {
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  while (at < text.length) {
    if (rows.length >= mostRows) return { rows, isCut: true };
    const [value, next] = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, separator);
    row.push(value);
    at = next;
    if (text[at] === separator) {
      at += 1;
      if (at >= text.length) row.push('');
    } else {
      if (text[at] === '\r') at += 1;
      if (text[at] === '\n') at += 1;
      end();
    }
  }
  if (row.length > 0) end();
  return { rows, isCut: false };
}

function separatorOf(text: string): string {
  const line = text.slice(0, 20_000).split(/\r?\n/, 1)[0] ?? '';
  const counts = [',', ';', '\t', '|'].map((one) => ({ one, count: line.split(one).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).one;
}

function readPlain(text: string, from: number, separator: string): [string, number] {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return [text.slice(from, at), at];
}

function readQuoted(text: string, from: number): [string, number] {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return [value + text.slice(at), text.length]; // never closed
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at += 1;
  }
  // What follows a closing quote by mistake belongs to the field.
  const rest = /^[^,;\t|\r\n]*/.exec(text.slice(at, at + 1000))?.[0] ?? '';
  return [value + rest, at + rest.length];
}
