import { seeded } from '../sample/seeded.ts';

const onsets = [...Array.from('กขคงจชซณดตถทธนบปผพภมยรลวศสหอ'), 'กร', 'ปร', 'พล', 'ตร', 'คว', 'หน', 'หม'];
const rhymes = ['า', 'ำ', 'ิ', 'ี', 'ุ', 'ู', 'าน', 'าร', 'ัน', 'ับ', 'ิน', 'ุณ', 'ื่อ', '้าง', '้วย', '่าย', 'อง', 'อบ'];

/** Words as frequent as those of a language: the n-th is 1/n as frequent as the first. */
function vocabulary(count: number, random: () => number): readonly string[] {
  const words = new Set<string>();
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  while (words.size < count) {
    const syllables = 1 + Math.floor(random() * 3);
    words.add(Array.from({ length: syllables }, () => pick(onsets) + pick(rhymes)).join(''));
  }
  return [...words];
}

/** Writes pages of about 800 letters, the same in each run. */
export function thaiPages() {
  const random = seeded(2567);
  const words = vocabulary(20_000, random);
  const word = () => words[Math.floor(words.length ** random()) - 1] ?? '';
  return {
    /** Of so many pages the word stands on most, many, few. */
    common: words[0] ?? '',
    frequent: words[60] ?? '',
    rare: words[15_000] ?? '',
    page(): string {
      const lines: string[] = [];
      for (let length = 0; length < 800;) {
        const line = Array.from({ length: 12 }, word).join(random() < 0.3 ? ' ' : '');
        lines.push(line);
        length += line.length;
      }
      return `${lines.join('\n')} ${Math.floor(random() * 1000)} พ.ศ. ๒๕๖๖`;
    },
    /** A look like that of writing: a third of its bits, white above and below. */
    look(): string {
      const row = () =>
        Array.from({ length: 4 }, () => Math.floor(random() * 16) & Math.floor(random() * 24))
          .map((digit) => (digit & 15).toString(16))
          .join('');
      return `0000${Array.from({ length: 14 }, row).join('')}0000`;
    },
  };
}
