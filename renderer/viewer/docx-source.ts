import { parseAsync, renderDocument } from 'docx-preview';
import type { Rect } from '#common/domain/annotation.ts';
import type { Size } from '#common/domain/mark-geometry.ts';
import type { ReadBytes } from './byte-source.ts';
import './docx.css';
import { finishElements, safeElement, styleHolderName } from './docx-elements.ts';
import { continueNumbering } from './docx-numbering.ts';
import { documentStyles } from './docx-styles.ts';
import { OpenError, type PageSource, type PageView } from './page-source.ts';
import { rangeOf } from './text-range.ts';
import { checkContents, checkPackage, type ZipMember } from './zip-directory.ts';
import { isLineBreak } from './text-layer.ts';

const limits = {
  packed: 100 * 1024 * 1024,
  unpacked: 200 * 1024 * 1024,
  markup: 24 * 1024 * 1024,
  members: 5_000,
} as const;
const paper = 'docx-paper';

/**
 * A text document. It is laid out once, at 96 dots an inch and with the fonts that are shipped, so that places on its
 * pages stay where they are on every computer. Pages break where its program last broke them.
 */
export async function openDocx(read: ReadBytes, size: number, members: readonly ZipMember[]): Promise<PageSource> {
  checkPackage(members, size, limits);
  const bytes = await read(0, size);
  if (!bytes) throw new OpenError('unreadable');
  await checkContents(bytes, members);
  const { pages, styles } = await render(bytes);
  document.adoptedStyleSheets.push(styles);
  const close = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== styles);
  };
  try {
    return sourceOf(pages, await measure(pages), close);
  } catch (error) {
    close();
    throw error;
  }
}

async function render(bytes: Uint8Array): Promise<{ pages: readonly HTMLElement[]; styles: CSSStyleSheet }> {
  const common = {
    inWrapper: true,
    className: 'docx',
    breakPages: true,
    renderAltChunks: false,
    renderComments: false,
    renderChanges: false,
    useBase64URL: true,
    experimental: false,
    h: safeElement,
  };
  try {
    const parsed: unknown = await parseAsync(bytes, common);
    // Where its program noted its pages, these are taken; else every section is a page.
    const options = { ...common, ignoreLastRenderedPageBreak: !notesPages(parsed) };
    const holder = document.createElement('div');
    holder.append(...(await renderDocument(parsed, options)));
    finishElements(holder);
    const styles = [...holder.querySelectorAll(`.${styleHolderName}`)].map(({ textContent }) => textContent);
    const sections = [...holder.querySelectorAll<HTMLElement>('section.docx')];
    if (sections.length === 0) throw new OpenError('damaged');
    const pages = sections.map((section) => {
      const page = document.createElement('div');
      page.className = `${paper} docx-wrapper`;
      page.append(section);
      return page;
    });
    const { sheet, counters } = documentStyles(styles, `.${paper}`);
    continueNumbering(pages, counters);
    return { pages, styles: sheet };
  } catch (error) {
    throw error instanceof OpenError ? error : new OpenError('damaged', { cause: error });
  }
}

function notesPages(parsed: unknown): boolean {
  const waiting: unknown[] = [(parsed as { documentPart?: { body?: unknown } }).documentPart?.body];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { break: kind, children } = next as { break?: unknown; children?: readonly unknown[] };
    if (kind === 'lastRenderedPageBreak') return true;
    for (const child of children ?? []) if (child !== undefined && child !== null) waiting.push(child);
  }
  return false;
}

/** Lays something out where nobody sees it. */
function onBench<T>(elements: readonly HTMLElement[], look: (bench: HTMLElement) => T): T {
  const bench = document.createElement('div');
  bench.className = 'docx-bench';
  bench.append(...elements);
  document.body.append(bench);
  try {
    return look(bench);
  } finally {
    bench.remove();
  }
}

/** Where words stand, measured on a copy: the page itself may be shown in another size, or not at all. */
function boxesOf(page: HTMLElement | undefined, begin: number, end: number): readonly Rect[] {
  if (!page) return [];
  const copy = page.cloneNode(true) as HTMLElement;
  copy.style.transform = 'none';
  return onBench([copy], () => {
    const origin = copy.getBoundingClientRect();
    const rects = rangeOf(copy, { begin, end })?.getClientRects() ?? [];
    return [...rects].map(({ left, top, width, height }) => ({
      ...{ x: left - origin.left, y: top - origin.top },
      ...{ width, height },
    }));
  });
}

/** Sizes of the pages once fonts and pictures are there. */
async function measure(pages: readonly HTMLElement[]): Promise<readonly Size[]> {
  const bench = document.createElement('div');
  bench.className = 'docx-bench';
  bench.append(...pages);
  document.body.append(bench);
  try {
    const pictures = [...bench.querySelectorAll('img')].map(loaded);
    bench.getBoundingClientRect(); // lays it out, which asks for the fonts
    await Promise.all([document.fonts.ready, ...pictures]);
    return pages.map((page) => ({ width: Math.max(1, page.offsetWidth), height: Math.max(1, page.offsetHeight) }));
  } finally {
    bench.remove();
  }
}

/** Not `decode()`, which waits for a frame to be drawn, and a frame that nobody sees draws none. */
const loaded = (image: HTMLImageElement): Promise<void> =>
  new Promise((resolve) => {
    if (image.complete) resolve();
    image.addEventListener('load', () => resolve());
    image.addEventListener('error', () => resolve());
  });

function sourceOf(pages: readonly HTMLElement[], sizes: readonly Size[], close: () => void): PageSource {
  const sizeOf = (page: number): Size => sizes[page - 1] ?? { width: 1, height: 1 };
  return {
    pages: pages.length,
    naturalScale: 1,
    fit: 'width',
    size: async (page) => sizeOf(page),
    async draw(number, host, view) {
      const page = pages[number - 1];
      if (!page) return;
      const { width, height } = sizeOf(number);
      page.style.width = `${width}px`;
      page.style.height = `${height}px`;
      page.style.transform = transformOf(view, { width, height });
      if (page.parentElement !== host) host.replaceChildren(page);
    },
    text: async (number) => textOf(pages[number - 1]),
    textBoxes: async (number, begin, end) => boxesOf(pages[number - 1], begin, end),
    close,
  };
}

function transformOf({ scale, rotation }: PageView, { width, height }: Size): string {
  const moves = {
    0: '',
    90: `translate(${height * scale}px, 0) rotate(90deg)`,
    180: `translate(${width * scale}px, ${height * scale}px) rotate(180deg)`,
    270: `translate(0, ${width * scale}px) rotate(270deg)`,
  } as const;
  return `${moves[rotation]} scale(${scale})`;
}

/** As the selection reads it (text-selection.ts): places found in it can be selected on the page. */
function textOf(page: HTMLElement | undefined): string {
  if (!page) return '';
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let text = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isLineBreak(node)) text += '\n';
    if (node instanceof Text) text += node.data;
  }
  return text;
}
