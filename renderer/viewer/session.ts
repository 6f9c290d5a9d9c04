import type { DocumentAbout, ToViewer, ViewerDocument } from '#common/contract/viewer.ts';
import { assertNever } from '#common/domain/assert-never.ts';
import { createByteSource } from './byte-source.ts';
import type { Link } from './connection.ts';
import { attachDrags } from './drags.ts';
import { createInkPen } from './ink-pen.ts';
import { attachKeys } from './keys.ts';
import { createMarksBoard } from './marks-board.ts';
import { openSource } from './open-source.ts';
import { createPageReader } from './page-reader.ts';
import { OpenError } from './page-source.ts';
import { attachPointer } from './pointer.ts';
import { createPreparedSources } from './prepared-sources.ts';
import { probe } from './probe.ts';
import { createRoom } from './room.ts';
import { moveRulerView } from './ruler.ts';
import { drawSeen } from './seen-ruler.ts';
import { createStage } from './stage.ts';
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
  let language: 'th' | 'en' = 'th';
  let opening = 0;
  /** What asks for a password now. */
  let closed: ViewerDocument | null = null;
  const bytes = createByteSource((message) => link.send(message));
  const reading = createPageReader({ reader: bytes.reader, send: (answer) => link.send(answer) });

  const stage = createStage(root, {
    onLayout: () => board.layOut(),
    onMove: (state) => {
      moveRulerView(ruler, root);
      room.moved(state.page);
      link.send({ kind: 'moved', ...state });
    },
    onDrawn: (page) => {
      board.drawn(page);
      room.drawn(page);
    },
    onNear: (page, isNear) => board.near(page, isNear),
  });
  const showSeen = () => drawSeen(ruler, root, stage.pages, room.seen);
  const room = createRoom({
    ...{ stage, root, side, words: words[language] },
    send: (message) => link.send(message),
    onSeen: showSeen,
  });
  const board = createMarksBoard({
    ...{ root, ruler, said, stage },
    send: (message) => link.send(message),
    onTicks: showSeen,
  });
  const pen = createInkPen(() => board);

  const prepared = createPreparedSources({ reader: bytes.reader, firstView: stage.firstView });

  const clear = () => {
    opening += 1;
    closed = null;
    room.closed();
    pen.drop();
    board.closed();
    stage.close();
    forgetFonts();
  };

  /** Those that pdf.js made for the pages shown so far; the style sheet's own stay, and those of what is prepared. */
  const forgetFonts = () => {
    const kept = prepared.fonts();
    for (const face of [...globalThis.document.fonts])
      if (!kept.some((name) => face.family.startsWith(name))) globalThis.document.fonts.delete(face);
  };

  const open = async (document: ViewerDocument, password?: string) => {
    const { seen } = room;
    clear();
    if (password !== undefined) room.obey({ kind: 'seen', pages: [...seen] }); // the same document still
    const turn = opening;
    root.setAttribute('aria-label', words[language].evidence(document.title));
    try {
      const say = (about: DocumentAbout) => {
        if (turn === opening) link.send({ kind: 'about', about });
      };
      const opened =
        (password === undefined ? prepared.take(document) : null) ??
        (await openSource(bytes.reader(document.evidence), document, { password, onAbout: say }));
      const { source, photo, about } = opened;
      if (turn !== opening) {
        source.close();
        return;
      }
      say(about);
      if (photo) link.send({ kind: 'photo', photo });
      await stage.open(source);
      if (turn !== opening) return;
      room.opened(source);
      board.opened(source);
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
        void open(message.document);
        board.setMarks(message.marks);
        return;
      case 'prepare':
        prepared.want(message.documents);
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
        board.setMarks(message.marks);
        return;
      case 'tool':
        pen.flush();
        board.setTool(message);
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
      case 'look':
        room.obey(message);
        return;
      case 'read':
        void reading.read(message);
        return;
      case 'redact':
        void reading.redact(message);
        return;
      case 'select':
        board.setSelected(message.mark);
        return;
      case 'go':
        board.go(message.page, message.mark);
        return;
      case 'zoom':
        stage.zoom(message.zoom);
        return;
      case 'rotate':
        stage.rotate();
        return;
      case 'focus':
        if (!board.focusSelected()) root.focus();
        return;
      case 'ping':
        link.send({ kind: 'pong' });
        return;
      case 'theme':
        language = message.language;
        document.documentElement.dataset.theme = message.dark ? 'dark' : 'light';
        document.documentElement.lang = language;
        room.speak(words[language]);
        board.setLanguage(language);
        return;
      default:
        assertNever(message);
    }
  };

  attachPointer(root, ruler, board, pen);
  attachKeys(root, board, pen);
  attachDrags(() => link.send({ kind: 'drag' }));
  window.addEventListener('focus', () => link.send({ kind: 'focused' }));
  link.onMessage(obey);
  link.send({ kind: 'ready' });
}
