import type { ViewerMark } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import {
  boundsOf,
  corners,
  inReadingOrder,
  turnedSize,
  turnRect,
  type Rotation,
} from '#common/domain/mark-geometry.ts';
import type { StagePage } from './stage.ts';
import type { Words } from './words.ts';

const svgName = 'http://www.w3.org/2000/svg';

interface Drawing {
  readonly marks: readonly ViewerMark[];
  readonly selected: string | null;
  readonly rotation: Rotation;
  readonly editable: boolean;
  readonly words: Words;
}

/**
 * Draws the marks of one page over its picture: one SVG that is blended as a whole (a blend mode per mark makes zooming
 * stutter), one SVG of outlines, and the focusable list with tabs and handles. All in page units or percent of the page,
 * so that zooming costs nothing.
 */
export function drawMarks(page: StagePage, { marks, selected, rotation, editable, words }: Drawing): void {
  const size = turnedSize(page.size, rotation);
  const here = inReadingOrder(marks.filter((mark) => mark.page === page.number));
  const turned = (rect: Rect) => turnRect(rect, page.size, rotation);
  const focused = page.box.ownerDocument.activeElement?.getAttribute('data-mark') ?? null;

  const layer = (name: string) => {
    const svg = page.box.ownerDocument.createElementNS(svgName, 'svg');
    svg.setAttribute('class', name);
    svg.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    return svg;
  };
  const blend = layer('blend');
  const lines = layer('lines');
  const list = page.box.ownerDocument.createElement('div');
  list.className = 'marks';

  for (const mark of here) {
    const target = mark.kind === 'highlight' ? blend : lines;
    const look = [mark.kind, mark.cited === null ? '' : 'cited', mark.id === selected ? 'selected' : ''].join(' ');
    if (mark.kind !== 'note') {
      for (const rect of mark.rects.map(turned)) target.append(svgRect(page.box.ownerDocument, rect, look));
    }
    list.append(handle(page, mark, { box: turned(boundsOf(mark.rects)), size, selected, editable, words }));
  }
  page.box.querySelectorAll('.blend, .lines, .marks').forEach((old) => old.remove());
  page.box.append(blend, lines, list);
  if (focused !== null) {
    const again = list.querySelector<HTMLElement>(`[data-mark="${CSS.escape(focused)}"]`);
    again?.focus({ preventScroll: true });
  }
}

function svgRect(document: Document, rect: Rect, look: string): SVGElement {
  const element = document.createElementNS(svgName, 'rect');
  for (const name of ['x', 'y', 'width', 'height'] as const) element.setAttribute(name, String(rect[name]));
  element.setAttribute('class', look);
  return element;
}

interface Placing {
  readonly box: Rect;
  readonly size: { readonly width: number; readonly height: number };
  readonly selected: string | null;
  readonly editable: boolean;
  readonly words: Words;
}

/** What the keyboard reaches: a button over the mark, with its citation tab and, when selected, handles and comment. */
function handle(page: StagePage, mark: ViewerMark, { box, size, selected, editable, words }: Placing): HTMLElement {
  const document = page.box.ownerDocument;
  const isSelected = mark.id === selected;
  const button = document.createElement('div');
  button.className = `mark ${mark.kind}${mark.cited === null ? '' : ' cited'}${isSelected ? ' selected' : ''}`;
  button.dataset.mark = mark.id;
  button.tabIndex = 0;
  button.setAttribute('role', 'button');
  button.setAttribute('aria-pressed', String(isSelected));
  const parts = [words.kind[mark.kind], words.page(mark.page)];
  if (mark.cited !== null) parts.push(words.cited(mark.cited));
  if (mark.comment !== '') parts.push(mark.comment);
  button.setAttribute('aria-label', parts.join(', '));
  place(button, box, size);
  if (mark.cited !== null || mark.kind === 'note') {
    const tab = document.createElement('span');
    tab.className = 'tab';
    tab.textContent = mark.cited === null ? '✎' : String(mark.cited);
    button.append(tab);
  }
  if (!isSelected) return button;
  if (editable && mark.kind === 'rectangle') {
    for (const corner of corners) {
      const grip = document.createElement('span');
      grip.className = `grip ${corner}`;
      grip.dataset.corner = corner;
      button.append(grip);
    }
  }
  if (mark.comment === '') return button; // the bar under the page says the rest without covering it
  button.append(commentBox(document, mark, box.y > size.height * 0.6, box.x > size.width * 0.55));
  return button;
}

function place(element: HTMLElement, box: Rect, size: Placing['size']): void {
  element.style.left = `${(box.x / size.width) * 100}%`;
  element.style.top = `${(box.y / size.height) * 100}%`;
  element.style.width = `${(box.width / size.width) * 100}%`;
  element.style.height = `${(box.height / size.height) * 100}%`;
}

function commentBox(document: Document, mark: ViewerMark, above: boolean, left: boolean): HTMLElement {
  const popover = document.createElement('span');
  popover.className = `comment${above ? ' above' : ''}${left ? ' left' : ''}`;
  const text = document.createElement('b');
  text.textContent = mark.comment;
  const caption = document.createElement('small');
  caption.textContent = mark.caption;
  popover.append(text, caption);
  return popover;
}

/** A short look-here, after a jump to a citation. */
export function pulse(page: StagePage, id: string): void {
  const element = page.box.querySelector<HTMLElement>(`[data-mark="${CSS.escape(id)}"]`);
  if (!element) return;
  element.classList.add('pulse');
  for (const animation of element.getAnimations()) animation.currentTime = 0; // a second jump pulses again
  window.setTimeout(() => {
    element.classList.remove('pulse');
  }, 2000);
}
