import '@fontsource/ibm-plex-mono/latin-400.css';
import type { ReadBytes } from './byte-source.ts';
import { decodeText } from './decode-text.ts';
import { noPages, OpenError, type PageSource } from './page-source.ts';

/** Nobody reads more; a log of a gigabyte must not fill the memory. */
const shown = 4 * 1024 * 1024;
/** Lines, and letters, of one block: blocks out of sight are not laid out. */
const blockLines = 200;
const blockLength = 20_000;

/** Shows a file as the text it is, whatever it would be elsewhere: nothing in it is run or fetched. */
export async function openText(read: ReadBytes, size: number): Promise<{ source: PageSource; isCut: boolean }> {
  const isCut = size > shown;
  const bytes = await read(0, Math.min(size, shown));
  if (!bytes) throw new OpenError('unreadable');
  const text = decodeText(bytes, isCut).replace(/\r\n?/g, '\n');
  const blocks = blocksOf(text);
  let reading: HTMLElement | null = null;
  const source: PageSource = {
    ...noPages,
    pages: 1,
    text: async () => text,
    whole: {
      mount(host) {
        reading = host.ownerDocument.createElement('div');
        reading.className = 'reading';
        reading.tabIndex = 0;
        reading.append(
          ...blocks.map(({ text: block }) => {
            const part = host.ownerDocument.createElement('pre');
            part.textContent = block;
            // Until it is laid out it takes the place of its lines.
            part.style.containIntrinsicSize = `auto ${20 * block.split('\n').length}px`;
            return part;
          }),
        );
        host.append(reading);
      },
      zoom(scale) {
        reading?.style.setProperty('--scale', String(scale));
      },
      go: () => undefined,
      show(_page, begin, end) {
        const at = blocks.findLastIndex((block) => block.begin <= begin);
        const [block, part] = [blocks[at], reading?.children[at]?.firstChild];
        if (!block || !(part instanceof Text)) return;
        const range = document.createRange();
        range.setStart(part, Math.min(begin - block.begin, part.length));
        range.setEnd(part, Math.min(end - block.begin, part.length));
        reading?.children[at]?.scrollIntoView({ block: 'nearest' }); // laid out only from here on
        const { top } = range.getBoundingClientRect();
        reading?.scrollBy(0, top - reading.clientHeight / 3);
        document.getSelection()?.removeAllRanges();
        document.getSelection()?.addRange(range);
      },
    },
    close: () => undefined,
  };
  return { source, isCut };
}

interface Block {
  readonly begin: number;
  readonly text: string;
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let lines = 0;
  let begin = 0;
  for (let at = 0; at < text.length; at += 1) {
    const isLineEnd = text.charCodeAt(at) === 10;
    if (isLineEnd) lines += 1;
    if (lines < blockLines && at - begin < blockLength) continue;
    if (!isLineEnd && at - begin < 2 * blockLength && lines > 0) continue; // rather at the end of a line
    blocks.push({ begin, text: text.slice(begin, isLineEnd ? at : at + 1) });
    begin = at + 1;
    lines = 0;
  }
  if (begin < text.length) blocks.push({ begin, text: text.slice(begin) });
  return blocks;
}
