import type { DocumentFacts, ForeignMark, FromViewer, ToViewer } from '#common/contract/viewer.ts';
import type { DocumentInside } from './document-inside.ts';
import { createFind } from './find.ts';
import { pointAt } from './point-at.ts';
import { mostForeign } from './foreign-marks.ts';
import type { PageSource } from './page-source.ts';
import { watchPages } from './page-watch.ts';
import { createSide } from './side.ts';
import type { Stage, StagePage } from './stage.ts';
import type { Words } from './words.ts';

/** What is read beside the pages waits for the first of them, but not for one that never comes (ms). */
const patience = 3000;

type RoomMessage = Extract<ToViewer, { kind: 'side' | 'find' | 'layer' | 'seen' | 'look' }>;

export interface Room {
  obey(message: RoomMessage): void;
  opened(source: PageSource): void;
  closed(): void;
  moved(page: number): void;
  drawn(page: StagePage): void;
  speak(words: Words): void;
  /** Pages that somebody had before the eyes. */
  readonly seen: ReadonlySet<number>;
}

/** Everything around the pages: strip, search, what the file carries besides them, and which of them were seen. */
export function createRoom(deps: {
  readonly stage: Stage;
  readonly root: HTMLElement;
  readonly side: HTMLElement;
  readonly words: Words;
  send(message: FromViewer): void;
  onSeen(): void;
}): Room {
  const { stage, send } = deps;
  const find = createFind(stage, send);
  const side = createSide(deps.side, deps.root, stage, deps.words);
  let inside: DocumentInside | null = null;
  let facts: DocumentFacts | null = null;
  let seen: ReadonlySet<number> = new Set();
  let turn = 0;
  let onFirst: () => void = () => undefined;

  const noteSeen = (pages: readonly number[]) => {
    seen = new Set([...seen, ...pages]);
    side.seen(seen);
    deps.onSeen();
  };
  const watch = watchPages(deps.root, stage, (page) => {
    if (!seen.has(page)) noteSeen([page]);
    send({ kind: 'page-seen', page });
  });

  const readInside = async (from: DocumentInside, pages: number) => {
    const mine = turn;
    await new Promise<void>((resolve) => {
      onFirst = resolve;
      window.setTimeout(resolve, patience);
    });
    if (mine !== turn) return;
    const read = await from.facts();
    if (mine !== turn) return;
    facts = read;
    send({ kind: 'facts', facts });
    let hasScripts = false;
    const marks: ForeignMark[] = [];
    for (let page = 1; page <= pages && marks.length < mostForeign; page += 1) {
      const found = await from.page(page).catch(() => ({ marks: [], hasScripts: false }));
      if (mine !== turn) return;
      marks.push(...found.marks);
      hasScripts ||= found.hasScripts;
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (mine !== turn) return;
    if (marks.length > 0) send({ kind: 'foreign', marks: marks.slice(0, mostForeign) });
    if (!hasScripts || facts.hasScripts) return;
    facts = { ...facts, hasScripts };
    send({ kind: 'facts', facts });
  };

  const showLayer = async (id: string, visible: boolean) => {
    const mine = turn;
    await inside?.showLayer(id, visible);
    if (mine !== turn || !inside) return;
    stage.refresh();
    side.redraw();
    if (facts === null) return;
    facts = { ...facts, layers: facts.layers.map((layer) => (layer.id === id ? { ...layer, visible } : layer)) };
    send({ kind: 'facts', facts });
  };

  return {
    get seen() {
      return seen;
    },
    obey(message) {
      switch (message.kind) {
        case 'side':
          side.show(message.side);
          return;
        case 'find':
          find.ask(message.query, message.back);
          return;
        case 'seen':
          noteSeen(message.pages);
          return;
        case 'look':
          stage.go(message.page, message.rect);
          pointAt(stage, message);
          return;
        case 'layer':
          void showLayer(message.layer, message.visible);
      }
    },
    opened(source) {
      turn += 1;
      inside = source.inside ?? null;
      find.opened(source);
      side.opened(source);
      side.seen(seen);
      watch.restart();
      if (inside) void readInside(inside, source.pages).catch(() => undefined); // the pages are what matters
    },
    closed() {
      turn += 1;
      inside = null;
      facts = null;
      seen = new Set();
      find.closed();
      side.closed();
      watch.restart();
    },
    moved(page) {
      side.moved(page);
    },
    drawn(page) {
      onFirst();
      find.drawn(page);
    },
    speak(words) {
      side.speak(words);
    },
  };
}
