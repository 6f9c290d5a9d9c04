import type { ViewerMark } from '#common/contract/viewer.ts';
import { inReadingOrder, turnedSize } from '#common/domain/mark-geometry.ts';
import { dressButton, lookOf, placeButton } from './mark-button.ts';
import { pageSvg, pictureOf, svgElement, type PictureView } from './mark-picture.ts';
import type { Words } from './words.ts';

interface LayerView extends PictureView {
  readonly selected: string | null;
  readonly lost: ReadonlySet<string>;
  readonly editable: boolean;
  readonly words: Words;
  /** False while something is dragged: its place in the order is looked for afterwards. */
  readonly isSettled: boolean;
}

/** The marks of one page over its picture. */
export interface MarksLayer {
  /** `marks` are those of this page; one that is the same object as before is left as it is. */
  update(marks: readonly ViewerMark[], view: LayerView): void;
  remove(): void;
}

interface Drawn {
  readonly mark: ViewerMark;
  readonly isSelected: boolean;
  readonly isLost: boolean;
  readonly editable: boolean;
  readonly picture: SVGElement | null;
  readonly button: HTMLElement;
}

/**
 * One SVG that is blended as a whole (a blend mode per mark makes zooming stutter), one SVG of lines, and the focusable
 * list with tabs and handles. All in page units or percent of the page, so that zooming costs nothing; and only what
 * changed is drawn again, so that a thousand marks cost no more than the one that is moved.
 */
export function createMarksLayer(box: HTMLElement): MarksLayer {
  let drawn = new Map<string, Drawn>();
  let parts: { readonly blend: SVGElement; readonly lines: SVGElement; readonly list: HTMLElement } | null = null;
  let view: LayerView | null = null;
  let order: readonly ViewerMark[] = [];

  const remove = () => {
    if (parts) for (const part of Object.values(parts)) part.remove();
    parts = null;
    view = null;
    order = [];
    drawn = new Map();
  };

  const begin = (next: LayerView) => {
    const size = turnedSize(next.size, next.rotation);
    const list = document.createElement('div');
    list.className = 'marks';
    const made = { blend: pageSvg('blend', size), lines: pageSvg('lines', size), list };
    box.append(made.blend, made.lines, made.list);
    return made;
  };

  const draw = (
    mark: ViewerMark,
    before: Drawn | undefined,
    next: LayerView,
    into: NonNullable<typeof parts>,
  ): Drawn => {
    const isSelected = mark.id === next.selected;
    const isLost = next.lost.has(mark.id);
    const editable = isSelected && next.editable;
    if (
      before?.mark === mark &&
      before.isSelected === isSelected &&
      before.isLost === isLost &&
      before.editable === editable
    )
      return before;
    const button = before?.button ?? into.list.appendChild(document.createElement('div'));
    const isDressed = before?.isSelected === isSelected && before.isLost === isLost && before.editable === editable;
    if (!isDressed || !saysTheSame(before.mark, mark))
      dressButton(button, mark, { isSelected, isLost, editable, words: next.words });
    placeButton(button, mark, next);
    const shapes = pictureOf(mark, next);
    const picture = shapes.length === 0 ? null : svgElement('g', { class: lookOf(mark, { isSelected, isLost }) });
    picture?.append(...shapes);
    // A lost highlight is an outline only: it must not look as if it marked what happens to stand there.
    const target = mark.kind === 'highlight' && !isLost ? into.blend : into.lines;
    if (picture && before?.picture?.parentNode === target) before.picture.replaceWith(picture);
    else {
      before?.picture?.remove();
      if (picture) target.append(picture);
    }
    return { mark, isSelected, isLost, editable, picture, button };
  };

  return {
    remove,
    update(marks, next) {
      const isOther = view && !(isSameView(view, next) && view.words === next.words);
      const focused = document.activeElement?.closest<HTMLElement>('[data-mark]')?.dataset.mark ?? null;
      const hadFocus = focused !== null && drawn.get(focused)?.button === document.activeElement;
      if (isOther) remove();
      if (marks.length === 0 && parts === null) return;
      parts ??= begin(next);
      view = next;
      const into = parts;
      const before = drawn;
      drawn = new Map(marks.map((mark) => [mark.id, draw(mark, before.get(mark.id), next, into)]));
      for (const [id, { picture, button }] of before) {
        if (drawn.has(id)) continue;
        picture?.remove();
        button.remove();
      }
      const isSameOrder = order.length === marks.length && order.every((mark, index) => mark === marks[index]);
      if (!isSameOrder && next.isSettled) {
        order = marks;
        sort(
          into.list,
          inReadingOrder(marks).flatMap(({ id }) => drawn.get(id)?.button ?? []),
        );
      }
      if (hadFocus && document.activeElement !== drawn.get(focused)?.button)
        drawn.get(focused)?.button.focus({ preventScroll: true });
    },
  };
}

const isSameView = (a: PictureView, b: PictureView): boolean =>
  a.rotation === b.rotation && a.size.width === b.size.width && a.size.height === b.size.height;

const saysTheSame = (a: ViewerMark, b: ViewerMark): boolean =>
  a.kind === b.kind &&
  a.colour === b.colour &&
  a.stamp === b.stamp &&
  a.comment === b.comment &&
  a.caption === b.caption &&
  a.cited === b.cited;

/** Moves only what stands in the wrong place. */
function sort(list: HTMLElement, wanted: readonly HTMLElement[]): void {
  let at = list.firstElementChild;
  for (const element of wanted) {
    if (element === at) at = at.nextElementSibling;
    else list.insertBefore(element, at);
  }
}
