/** "docx-num-1-0": level 0 of list 1, the name of a counter and of the class of its paragraphs. */
const levelName = /^(.*-num-.*-)(\d+)$/;

/** Where counters of the document begin, as its style sheet says for the whole of it. */
export function counterStarts(rules: CSSRuleList): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const rule of rules) {
    if (!(rule instanceof CSSStyleRule)) continue;
    const words = rule.style.counterReset.split(/\s+/);
    for (let at = 0; at + 1 < words.length; at += 2) {
      const [name = '', value = ''] = [words[at], words[at + 1]];
      if (levelName.test(name)) starts.set(name, Number(value));
    }
  }
  return starts;
}

/** Pages are shown one by one, so each is told how far the lists of the document had come when it begins. */
export function continueNumbering(pages: readonly HTMLElement[], starts: ReadonlyMap<string, number>): void {
  const now = new Map(starts);
  for (const page of pages) {
    if (now.size > 0) page.style.counterReset = [...now].map(([name, value]) => `${name} ${value}`).join(' ');
    for (const paragraph of page.querySelectorAll('p[class*="-num-"]')) {
      const name = [...paragraph.classList].find((one) => now.has(one));
      if (name === undefined) continue;
      now.set(name, (now.get(name) ?? 0) + 1);
      const [, list = '', level = ''] = levelName.exec(name) ?? [];
      const below = `${list}${Number(level) + 1}`;
      const start = starts.get(below);
      if (start !== undefined) now.set(below, start);
    }
  }
}
