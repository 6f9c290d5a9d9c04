import type { ToViewer, ViewerDocument, ViewerMark, ViewerTool } from '#common/contract/viewer.ts';
import type { MarkColour } from '#common/domain/annotation.ts';
import { assertNever } from '#common/domain/assert-never.ts';
import { clampPoint, moveRect, unturnPoint } from '#common/domain/mark-geometry.ts';
import type { Board } from './board.ts';
import { createByteSource } from './byte-source.ts';
import type { Link } from './connection.ts';
import { attachKeys } from './keys.ts';
import { drawMarks, pulse } from './marks-layer.ts';
import { openSource } from './open-source.ts';
import { createPageReader } from './page-reader.ts';
import { OpenError } from './page-source.ts';
import { attachPointer } from './pointer.ts';
import { probe } from './probe.ts';
import { createRoom } from './room.ts';
import { drawRuler, moveRulerView } from './ruler.ts';
import { drawSeen } from './seen-ruler.ts';
import { createStage } from './stage.ts';
import { readSelection } from './text-selection.ts';
import { words } from './words.ts';

interface Parts {
  readonly link: Link;
  readonly stage: HTMLElement;
  readonly side: HTMLElement;
  readonly ruler: HTMLElement;
  readonly said: HTMLElement;
}

/** The whole life of the frame: opens what the page says, draws its marks, reports what the reader does. */
export function startSession({ link, stage: root, side, ruler, said }: Parts): void {
  let tool: ViewerTool = 'select';
  let colour: MarkColour = 'blue';
  let stamp = '';
  let readOnly = false;
  let marks: readonly ViewerMark[] = [];
  let selected: string | null = null;
  let language: 'th' | 'en' = 'th';
  let opening = 0;
  let isDrawing = false;
  /** What asks for a password now. */
  let closed: ViewerDocument | null = null;
  const bytes = createByteSource((message) => link.send(message));
  const reading = createPageReader({ reader: bytes.reader, send: (answer) => link.send(answer) });

  const stage = createStage(root, {
    onLayout: () => redraw(),
    onMove: (state) => {
      moveRulerView(ruler, root);
      room.moved(state.page);
      link.send({ kind: 'moved', ...state });
    },
    onDrawn: (page) => room.drawn(page),
  });
  const room = createRoom({
    ...{ stage, root, side, words: words[language] },
    send: (message) => link.send(message),
    onSeen: () => drawSeen(ruler, root, stage.pages, room.seen),
  });

  const redraw = (only?: number) => {
    isDrawing = true;
    for (const page of stage.pages) {
      if (only !== undefined && page.number !== only) continue;
      page.box.setAttribute('aria-label', words[language].page(page.number));
      page.box.dataset.failed = words[language].pageFailed;
      const editable = !readOnly;
      drawMarks(page, { marks, selected, rotation: stage.rotation, editable, words: words[language] });
    }
    isDrawing = false;
    drawRuler(ruler, root, { pages: stage.pages, marks, scale: stage.scale, rotation: stage.rotation });
    drawSeen(ruler, root, stage.pages, room.seen);
  };

  const board: Board = {
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
    send: (message) => link.send(message),
    select(mark) {
      if (mark === selected) return;
      selected = mark;
      redraw();
      link.send({ kind: 'selected', mark });
    },
    preview(id, rects, strokes) {
      marks = marks.map((mark) => (mark.id === id ? { ...mark, rects, strokes: strokes ?? mark.strokes } : mark));
      redraw(marks.find((mark) => mark.id === id)?.page);
    },
    commit(id) {
      const mark = marks.find((one) => one.id === id);
      if (mark) link.send({ kind: 'changed', mark: id, rects: mark.rects, strokes: mark.strokes });
    },
    markSelection(kind) {
      const found = readOnly ? [] : readSelection(stage.pages, stage);
      for (const { page, rects, quote } of found) {
        link.send({ kind: 'drawn', page, mark: kind, rects, strokes: [], colour, stamp: '', quote });
      }
      if (found.length > 0) document.getSelection()?.removeAllRanges();
      return found.length > 0;
    },
    placeInView(kind) {
      const page = stage.current();
      if (!page || readOnly) return;
      const view = root.getBoundingClientRect();
      const middle = board.pointOn(page, view.left + view.width / 2, view.top + view.height / 2);
      const side = { width: page.size.width / 4, height: page.size.height / 10 };
      const box = { x: middle.x - side.width / 2, y: middle.y - side.height / 2, ...side };
      const rect =
        kind === 'note'
          ? { ...clampPoint(middle, page.size), width: 0, height: 0 }
          : moveRect(box, { x: 0, y: 0 }, page.size);
      link.send({
        kind: 'drawn',
        page: page.number,
        mark: kind,
        rects: [rect],
        strokes: [],
        colour,
        stamp: kind === 'stamp' ? stamp : '',
        quote: null,
      });
      said.textContent = words[language].placed;
    },
    pointOn(page, clientX, clientY) {
      const origin = page.box.getBoundingClientRect();
      const turned = { x: (clientX - origin.left) / stage.scale, y: (clientY - origin.top) / stage.scale };
      return unturnPoint(turned, page.size, stage.rotation);
    },
  };

  const clear = () => {
    opening += 1;
    closed = null;
    room.closed();
    stage.close();
    document.fonts.clear(); // those that pdf.js made for the pages shown so far; the style sheet's own stay
  };

  const open = async (document: ViewerDocument, password?: string) => {
    const { seen } = room;
    clear();
    if (password !== undefined) room.obey({ kind: 'seen', pages: [...seen] }); // the same document still
    const turn = opening;
    selected = null;
    root.setAttribute('aria-label', words[language].evidence(document.title));
    try {
      const { source, photo } = await openSource(bytes.reader(document.evidence), document, password);
      if (turn !== opening) {
        source.close();
        return;
      }
      if (photo) link.send({ kind: 'photo', photo });
      await stage.open(source);
      if (turn !== opening) return;
      room.opened(source);
      link.send({ kind: 'opened', pages: source.pages });
    } catch (error) {
      if (turn !== opening) return;
      const code = error instanceof OpenError ? error.code : 'damaged';
      if (code === 'password') closed = document;
      link.send({ kind: 'failed', code });
    }
  };

  /** Nothing of it stays: the frame that probes sees a thousand documents. */
  const tryOut = async (document: ViewerDocument) => {
    clear();
    const outcome = await probe(bytes.reader(document.evidence), document);
    globalThis.document.fonts.clear();
    link.send({ kind: 'probed', evidence: document.evidence, outcome });
  };

  const obey = (message: ToViewer): void => {
    switch (message.kind) {
      case 'open':
        marks = message.marks;
        void open(message.document);
        return;
      case 'close':
        clear();
        ruler.replaceChildren();
        return;
      case 'probe':
        void tryOut(message.document);
        return;
      case 'bytes':
        bytes.answer(message.request, message.bytes);
        return;
      case 'marks':
        marks = message.marks;
        if (selected !== null && !marks.some((mark) => mark.id === selected)) selected = null;
        redraw();
        return;
      case 'tool':
        tool = message.tool;
        colour = message.colour;
        stamp = message.stamp;
        readOnly = message.readOnly;
        root.dataset.tool = readOnly ? 'select' : tool;
        redraw();
        return;
      case 'place':
        board.placeInView(message.mark);
        return;
      case 'mark-selection':
        board.markSelection(message.mark);
        return;
      case 'password':
        if (closed) void open(closed, message.password);
        return;
      case 'side':
      case 'find':
      case 'layer':
      case 'seen':
        room.obey(message);
        return;
      case 'read':
        void reading.read(message);
        return;
      case 'select':
        selected = message.mark;
        redraw();
        if (root.contains(document.activeElement)) focusMark(root, selected);
        return;
      case 'go': {
        const mark = marks.find((one) => one.id === message.mark);
        if (mark) selected = mark.id;
        redraw();
        stage.go(message.page, mark?.rects[0] ?? null);
        const page = stage.pages[message.page - 1];
        if (mark && page) pulse(page, mark.id);
        if (root.contains(document.activeElement)) focusMark(root, selected);
        return;
      }
      case 'zoom':
        stage.zoom(message.zoom);
        return;
      case 'rotate':
        stage.rotate();
        return;
      case 'focus':
        if (!focusMark(root, selected)) root.focus();
        return;
      case 'ping':
        link.send({ kind: 'pong' });
        return;
      case 'theme':
        language = message.language;
        document.documentElement.dataset.theme = message.dark ? 'dark' : 'light';
        document.documentElement.lang = language;
        room.speak(words[language]);
        redraw();
        return;
      default:
        assertNever(message);
    }
  };

  attachPointer(root, ruler, board);
  attachKeys(root, board);
  window.addEventListener('focus', () => link.send({ kind: 'focused' }));
  link.onMessage(obey);
  link.send({ kind: 'ready' });
}

function focusMark(root: HTMLElement, id: string | null): boolean {
  const element = id === null ? null : root.querySelector<HTMLElement>(`[data-mark="${CSS.escape(id)}"]`);
  element?.focus({ preventScroll: true });
  return element !== null;
}
