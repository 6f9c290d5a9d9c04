import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';

/** Lines of JSON that the app under test prints for its driver: `{"address": …}`, `{"reveal": …}`. */
export interface SpokenLines {
  /** The next value of this key that nobody has taken yet. Throws when the app ends without one. */
  next(key: string): Promise<string>;
}

export function listen(output: Readable): SpokenLines {
  const said: { readonly key: string; readonly value: string }[] = [];
  let ended = false;
  let told: () => void = () => undefined;
  const lines = createInterface({ input: output });
  lines.on('line', (line) => {
    if (!line.startsWith('{')) return;
    for (const [key, value] of Object.entries(JSON.parse(line) as Record<string, unknown>))
      if (typeof value === 'string') said.push({ key, value });
    told();
  });
  lines.on('close', () => {
    ended = true;
    told();
  });
  return {
    async next(key) {
      for (;;) {
        const index = said.findIndex((one) => one.key === key);
        const found = index < 0 ? undefined : said.splice(index, 1)[0];
        if (found !== undefined) return found.value;
        if (ended) throw new Error(`the app ended without saying its ${key}`);
        await new Promise<void>((resolve) => (told = resolve));
      }
    },
  };
}
