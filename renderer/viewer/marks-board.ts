import type { ToViewer, ViewerMark, ViewerTool } from '#common/contract/viewer.ts';
import type { MarkColour } from '#common/domain/annotation.ts';
import { unturnPoint } from '#common/domain/mark-geometry.ts';
import { createAnchorWatch } from './anchors.ts';
import type { Board } from './board.ts';
import type { Link } from './connection.ts';
import { pulse } from './mark-button.ts';
import { createMarksLayer, type MarksLayer } from './marks-layer.ts';
import type { PageSource } from './page-source.ts';
import { placedShape } from './placing.ts';
import { drawRuler } from './ruler.ts';
import type { Stage, StagePage } from './stage.ts';
import { readSelection } from './text-selection.ts';
import { words } from './words.ts';

interface Deps {
  readonly root: HTMLElement;
  readonly ruler: HTMLElement;
  /** Read aloud. */
  readonly said: HTMLElement;
  readonly stage: Stage;
  readonly send: Link['send'];
  /** The ruler was drawn anew. */
  readonly onTicks: () => void;
}

/** The marks of the open document: which there are, which is selected, and their pictures on the pages near the view. */
export interface MarksBoard extends Board {
  setTool(message: Extract<ToViewer, { kind: 'tool' }>): void;
  setMarks(marks: readonly ViewerMark[]): void;
  setLanguage(language: 'th' | 'en'): void;
  /** As the page says; it is not told in return. */
  setSelected(mark: string | null): void;
  /** Shows a page, or one mark on it. */
  go(page: number, mark: string | null): void;
  focusSelected(): boolean;
  opened(source: PageSource): void;
  closed(): void;
  layOut(): void;
  near(page: StagePage, isNear: boolean): void;
  drawn(page: StagePage): void;
}

export function createMarksBoard({ root, ruler, said, stage, send, onTicks }: Deps): MarksBoard {
  let tool: ViewerTool = 'select';
  let colour: MarkColour = 'blue';
  let stamp = '';
  let readOnly = false;
  /** As the page gave them; `marks` are these where their words stand now. */
  let given: readonly ViewerMark[] = [];
  let marks: readonly ViewerMark[] = [];
  let byPage: ReadonlyMap<number, readonly ViewerMark[]> = new Map();
  let selected: string | null = null;
  let language: 'th' | 'en' = 'th';
  let isDrawing = false;
  let isSettled = true;
  /** Shapes that a hand is at: what the page says meanwhile is older and must not undo them. */
  const inHand = new Map<string, Pick<ViewerMark, 'rects' | 'strokes'>>();
  const layers = new Map<StagePage, MarksLayer>();
  const saidLost: { ids: string } = { ids: '[]' };

  const anchors = createAnchorWatch({
    stage,
    marks: () => given,
    onChange: () => {
      take(given);
      drawPages();
      sayLost();
    },
  });
  const sayLost = () => {
    const lost = given.flatMap(({ id }) => (anchors.lost.has(id) ? [id] : []));
    if (JSON.stringify(lost) === saidLost.ids) return;
    saidLost.ids = JSON.stringify(lost);
    send({ kind: 'anchors', lost });
  };

  const take = (all: readonly ViewerMark[]) => {
    const [before, shown] = [byId(given), byId(marks)];
    given = all.map((mark) => sameOf(before.get(mark.id), mark));
    marks = given.map((mark) => {
      const held = inHand.get(mark.id);
      if (held) return { ...mark, ...held };
      const rects = anchors.moved.get(mark.id);
      return rects ? sameOf(shown.get(mark.id), { ...mark, rects }) : mark;
    });
    const pages = new Map<number, ViewerMark[]>();
    for (const mark of marks) {
      const there = pages.get(mark.page);
      if (there) there.push(mark);
      else pages.set(mark.page, [mark]);
    }
    byPage = pages;
  };

  const drawPage = (page: StagePage) => {
    const layer = layers.get(page);
    if (!layer) return;
    isDrawing = true;
    layer.update(byPage.get(page.number) ?? [], {
      ...{ size: page.size, rotation: stage.rotation, selected, lost: anchors.lost, isSettled },
      editable: !readOnly && tool === 'select',
      words: words[language],
    });
    isDrawing = false;
  };
  const drawPages = () => {
    for (const page of layers.keys()) drawPage(page);
  };
  const drawTicks = () => {
    drawRuler(ruler, root, { pages: stage.pages, marks, scale: stage.scale, rotation: stage.rotation });
    onTicks();
  };
  const addLayer = (page: StagePage) => {
    if (!layers.has(page)) layers.set(page, createMarksLayer(page.box));
    drawPage(page);
  };
  const focusMark = (id: string | null): boolean => {
    const element = id === null ? null : root.querySelector<HTMLElement>(`[data-mark="${CSS.escape(id)}"]`);
    element?.focus({ preventScroll: true });
    return element !== null;
  };
  const hasFocus = () => root.contains(document.activeElement);

  const board: MarksBoard = {
    stage,
    get tool() {
      return tool;
    },
    get colour() {
      return colour;
    },
    get stamp() {
      return stamp;
    },
    get readOnly() {
      return readOnly;
    },
    get marks() {
      return marks;
    },
    get selected() {
      return selected;
    },
    get isDrawing() {
      return isDrawing;
    },
    send,
    draw(page, kind, { rects, strokes }, quote = null) {
      const text = kind === 'stamp' ? stamp : '';
      send({ kind: 'drawn', page: page.number, mark: kind, rects, strokes, colour, stamp: text, quote });
    },
    select(mark) {
      if (mark === selected) return;
      selected = mark;
      drawPages();
      send({ kind: 'selected', mark });
    },
    preview(id, { rects, strokes }) {
      const mark = marks.find((one) => one.id === id);
      const page = mark && stage.pages[mark.page - 1];
      if (!mark || !page) return;
      inHand.set(id, { rects, strokes });
      const changed = { ...mark, rects, strokes };
      marks = marks.map((one) => (one === mark ? changed : one));
      const here = byPage.get(mark.page) ?? [];
      byPage = new Map(byPage).set(
        mark.page,
        here.map((one) => (one === mark ? changed : one)),
      );
      isSettled = false;
      drawPage(page);
      isSettled = true;
    },
    revert(id) {
      if (!inHand.delete(id)) return;
      take(given);
      drawPages();
    },
    commit(id) {
      inHand.delete(id);
      const mark = marks.find((one) => one.id === id);
      const page = mark && stage.pages[mark.page - 1];
      if (!mark || !page) return;
      drawPage(page);
      drawTicks();
      send({ kind: 'changed', mark: id, rects: mark.rects, strokes: mark.strokes });
    },
    markSelection(kind) {
      const found = readOnly ? [] : readSelection(stage.pages, stage);
      for (const { page: number, rects, quote } of found) {
        const page = stage.pages[number - 1];
        if (page) board.draw(page, kind, { rects, strokes: [] }, quote);
      }
      if (found.length > 0) document.getSelection()?.removeAllRanges();
      return found.length > 0;
    },
    placeInView(kind) {
      const page = stage.current();
      if (!page || readOnly) return;
      const view = root.getBoundingClientRect();
      const at = board.pointOn(page, view.left + view.width / 2, view.top + view.height / 2);
      board.draw(page, kind, placedShape(kind, { at, size: page.size, rotation: stage.rotation, stamp }));
      said.textContent = words[language].placed[kind];
    },
    pointOn(page, clientX, clientY) {
      const origin = page.box.getBoundingClientRect();
      const turned = { x: (clientX - origin.left) / stage.scale, y: (clientY - origin.top) / stage.scale };
      return unturnPoint(turned, page.size, stage.rotation);
    },
    setTool(message) {
      ({ tool, colour, stamp, readOnly } = message);
      root.dataset.tool = readOnly ? 'select' : tool;
      drawPages();
    },
    setMarks(all) {
      const had = marks.some((mark) => mark.id === selected);
      take(all);
      // One that was just made is selected before it is there.
      if (had && !marks.some((mark) => mark.id === selected)) selected = null;
      anchors.changed();
      drawPages();
      drawTicks();
      sayLost();
    },
    setLanguage(to) {
      language = to;
      for (const page of stage.pages) name(page, language);
      drawPages();
    },
    setSelected(mark) {
      selected = mark;
      drawPages();
      if (hasFocus()) focusMark(selected);
    },
    go(number, id) {
      const mark = marks.find((one) => one.id === id);
      if (mark) selected = mark.id;
      drawPages();
      stage.go(number, mark?.rects[0] ?? null);
      const page = stage.pages[number - 1];
      if (mark && page) {
        addLayer(page);
        pulse(page.box, mark.id);
      }
      if (hasFocus()) focusMark(selected);
    },
    focusSelected: () => focusMark(selected),
    opened(source) {
      selected = null;
      anchors.open(source);
    },
    closed() {
      inHand.clear();
      for (const layer of layers.values()) layer.remove();
      layers.clear();
      anchors.close();
      saidLost.ids = '[]';
      selected = null;
    },
    layOut() {
      for (const page of stage.pages) if (!page.box.hasAttribute('aria-label')) name(page, language);
      drawPages();
      drawTicks();
    },
    near(page, isNear) {
      if (isNear) addLayer(page);
      // The focus would fall to nowhere, and with it the keys.
      else if (!page.box.contains(document.activeElement)) {
        layers.get(page)?.remove();
        layers.delete(page);
      }
    },
    drawn: (page) => anchors.drawn(page),
  };
  return board;
}

function name(page: StagePage, language: 'th' | 'en'): void {
  page.box.setAttribute('aria-label', words[language].page(page.number));
  page.box.dataset.failed = words[language].pageFailed;
}

const byId = (marks: readonly ViewerMark[]): ReadonlyMap<string, ViewerMark> =>
  new Map(marks.map((mark) => [mark.id, mark]));

/** The object that is drawn already, where it says the same: whatever is the same object is left alone. */
const sameOf = (before: ViewerMark | undefined, mark: ViewerMark): ViewerMark =>
  before !== undefined && JSON.stringify(before) === JSON.stringify(mark) ? before : mark;
