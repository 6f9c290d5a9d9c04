import type { ViewerMark } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import { boundsOf, corners, pageCorner, turnedSize, turnPoint, turnRect } from '#common/domain/mark-geometry.ts';
import { handlesOf } from '#common/domain/mark-shape.ts';
import type { PictureView } from './mark-picture.ts';
import type { Words } from './words.ts';

export interface ButtonLook {
  readonly isSelected: boolean;
  readonly isLost: boolean;
  /** Its handles are shown while it is selected. */
  readonly editable: boolean;
  readonly words: Words;
}

export const lookOf = (mark: ViewerMark, { isSelected, isLost }: Pick<ButtonLook, 'isSelected' | 'isLost'>): string =>
  [
    mark.kind,
    `in-${mark.colour}`,
    mark.cited === null ? '' : 'cited',
    isSelected ? 'selected' : '',
    isLost ? 'lost' : '',
  ].join(' ');

/** Says everything of a mark but its place: to the eye its tab, handles and comment, to the ear its name. */
export function dressButton(button: HTMLElement, mark: ViewerMark, look: ButtonLook): void {
  const { isSelected, isLost, editable, words } = look;
  button.className = `mark ${lookOf(mark, look)}`;
  button.dataset.mark = mark.id;
  button.tabIndex = 0;
  button.setAttribute('role', 'button');
  button.setAttribute('aria-pressed', String(isSelected));
  const parts = [words.kind[mark.kind], words.page(mark.page)];
  if (mark.stamp !== '') parts.splice(1, 0, mark.stamp);
  if (mark.cited !== null) parts.push(words.cited(mark.cited));
  // In the order in which it stands there to be seen, so that who speaks what is read finds the mark.
  if (mark.comment !== '') parts.push(mark.comment);
  if (isLost) parts.push(words.lost);
  const hasBox = isSelected && (mark.comment !== '' || isLost);
  if (hasBox && mark.caption !== '') parts.push(mark.caption);
  button.setAttribute('aria-label', parts.join(', '));
  const children: HTMLElement[] = [];
  if (mark.cited !== null || mark.kind === 'note') children.push(tabOf(mark));
  if (isSelected) {
    const handles = editable ? handlesOf(mark) : 'none';
    button.classList.toggle('movable', editable && (handles !== 'none' || mark.kind === 'note'));
    if (handles === 'corners') children.push(...corners.map((corner) => gripOf(corner)));
    if (handles === 'ends') children.push(gripOf('tail'), gripOf('head'));
    // Without one, the bar under the page says the rest without covering it.
    if (hasBox) children.push(commentBox(mark, isLost ? words.lost : null));
  }
  button.replaceChildren(...children);
}

/** Percent of the page, so that zooming costs nothing. */
export function placeButton(button: HTMLElement, mark: ViewerMark, { size, rotation }: PictureView): void {
  const turned = turnedSize(size, rotation);
  const box = turnRect(boundsOf(mark.rects), size, rotation);
  place(button, box, turned);
  const comment = button.querySelector('.comment');
  comment?.classList.toggle('above', box.y > turned.height * 0.6);
  comment?.classList.toggle('left', box.x > turned.width * 0.55);
  for (const grip of button.querySelectorAll<HTMLElement>('.grip')) {
    const { seen } = grip.dataset;
    const corner = corners.find((one) => one === seen);
    if (corner) grip.dataset.corner = pageCorner(corner, rotation);
    else placeEnd(grip, mark, box, { size, rotation });
  }
}

function placeEnd(grip: HTMLElement, mark: ViewerMark, box: Rect, { size, rotation }: PictureView): void {
  const [tail, head] = mark.strokes[0] ?? [];
  const end = grip.dataset.seen === 'head' ? head : tail;
  if (!end) return;
  const at = turnPoint(end, size, rotation);
  // An arrow along one side of the page has a box without width: there is no part of it then.
  grip.style.left = box.width === 0 ? '0' : `${((at.x - box.x) / box.width) * 100}%`;
  grip.style.top = box.height === 0 ? '0' : `${((at.y - box.y) / box.height) * 100}%`;
}

function place(element: HTMLElement, box: Rect, size: PictureView['size']): void {
  element.style.left = `${(box.x / size.width) * 100}%`;
  element.style.top = `${(box.y / size.height) * 100}%`;
  element.style.width = `${(box.width / size.width) * 100}%`;
  element.style.height = `${(box.height / size.height) * 100}%`;
}

function tabOf(mark: ViewerMark): HTMLElement {
  const tab = document.createElement('span');
  tab.className = 'tab';
  tab.textContent = mark.cited === null ? '✎' : String(mark.cited);
  return tab;
}

function gripOf(name: string): HTMLElement {
  const grip = document.createElement('span');
  grip.className = `grip ${name}`;
  grip.dataset.seen = name;
  if (name === 'tail' || name === 'head') grip.dataset.end = name;
  return grip;
}

function commentBox(mark: ViewerMark, lost: string | null): HTMLElement {
  const popover = document.createElement('span');
  popover.className = 'comment';
  const text = document.createElement('b');
  text.textContent = mark.comment;
  const caption = document.createElement('small');
  caption.textContent = lost === null ? mark.caption : `${lost} · ${mark.caption}`;
  popover.append(' ', text, ' ', caption);
  return popover;
}

/** A short look-here, after a jump to a citation. */
export function pulse(box: HTMLElement, id: string): void {
  const element = box.querySelector<HTMLElement>(`[data-mark="${CSS.escape(id)}"]`);
  if (!element) return;
  element.classList.add('pulse');
  for (const animation of element.getAnimations()) animation.currentTime = 0; // a second jump pulses again
  window.setTimeout(() => {
    element.classList.remove('pulse');
  }, 2000);
}
