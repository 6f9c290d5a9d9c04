import type { WholeView } from './page-source.ts';
import { columnName, createSheetBox, type SheetBox } from './sheet-box.ts';
import type { SheetCell, SheetFacts, SheetRow } from './sheet-messages.ts';
import type { SheetThread } from './sheet-thread.ts';
import { words } from './words.ts';

/** Rows that are fetched, and kept, together. */
const block = 200;
const keptBlocks = 60;
const spare = 8;

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Tabs, the cell that is looked at, and the part of the sheet that is in view. */
export function createSheetView(thread: SheetThread): WholeView & { close(): void } {
  let box: SheetBox | null = null;
  let sheet = 0;
  let scale = 1;
  let chosen: Place = { row: 0, column: 0 };
  let onPage: (page: number) => void = () => undefined;
  let frame = 0;
  const blocks = new Map<string, readonly SheetRow[] | 'coming'>();

  const facts = (): SheetFacts | undefined => thread.sheets[sheet];
  const cellAt = ({ row, column }: Place): SheetCell | null => {
    const rows = blocks.get(`${sheet}/${Math.floor(row / block)}`);
    return rows === undefined || rows === 'coming' ? null : (rows[row % block]?.[column] ?? null);
  };

  const fetchBlock = (index: number) => {
    const key = `${sheet}/${index}`;
    if (blocks.has(key)) return;
    blocks.set(key, 'coming');
    void thread.rows(sheet, index * block, (index + 1) * block).then((rows) => {
      blocks.set(key, rows);
      const oldest = blocks.size > keptBlocks ? blocks.keys().next().value : undefined;
      if (oldest !== undefined && oldest !== key) blocks.delete(oldest);
      drawSoon();
    });
  };

  const drawSoon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  };

  const draw = () => {
    const shown = facts();
    if (!box || !shown) return;
    const seen = box.seen(shown, scale);
    const [from, to] = [Math.max(0, seen.top - spare), Math.min(shown.rows, seen.bottom + spare)];
    for (let index = Math.floor(from / block); index * block < to; index += 1) fetchBlock(index);
    const merges = shown.merges.filter(
      ({ top, bottom, left, right }) => bottom >= from && top < to && right >= seen.left && left <= seen.right,
    );
    for (const { top } of merges) fetchBlock(Math.floor(top / block));
    box.draw({ facts: shown, scale, from, to, left: seen.left, right: seen.right, merges, cellAt, chosen });
    const cell = cellAt(chosen);
    box.say(`${columnName(chosen.column)}${chosen.row + 1}`, cell);
  };

  const choose = (place: Place) => {
    const shown = facts();
    if (!shown) return;
    chosen = {
      row: Math.max(0, Math.min(place.row, shown.rows - 1)),
      column: Math.max(0, Math.min(place.column, shown.columns - 1)),
    };
    box?.reveal(shown, chosen, scale);
    drawSoon();
  };

  const open = (index: number) => {
    sheet = index;
    chosen = { row: 0, column: 0 };
    box?.mark(index);
    box?.grid.scrollTo(0, 0);
    onPage(index + 1);
    drawSoon();
  };

  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };

  return {
    mount(host, say) {
      onPage = say;
      const t = words[document.documentElement.lang === 'en' ? 'en' : 'th'];
      box = createSheetBox(host, thread.sheets, t, open);
      box.grid.addEventListener('scroll', drawSoon, { passive: true });
      box.grid.addEventListener('click', (event) => {
        const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-row]') : null;
        if (cell) choose({ row: Number(cell.dataset.row), column: Number(cell.dataset.column) });
      });
      box.grid.addEventListener('keydown', (event) => {
        const step = steps[event.key];
        if (!step || event.ctrlKey || event.altKey) return;
        event.preventDefault();
        choose({ row: chosen.row + step[0], column: chosen.column + step[1] });
      });
      new ResizeObserver(drawSoon).observe(box.grid);
      // The first sheet that its author shows.
      const first = thread.sheets.findIndex(({ isHidden }) => !isHidden);
      open(Math.max(0, first));
    },
    zoom(wanted) {
      const ratio = wanted / scale;
      scale = wanted;
      if (box) {
        const [left, top] = [box.grid.scrollLeft * ratio, box.grid.scrollTop * ratio];
        draw();
        box.grid.scrollTo(left, top);
      }
      drawSoon();
    },
    show(page, begin) {
      if (page - 1 !== sheet) open(page - 1);
      const turn = sheet;
      void thread.text(turn).then((text) => {
        if (turn !== sheet) return;
        const before = text.slice(0, begin).split('\n');
        choose({ row: before.length - 1, column: (before.at(-1) ?? '').split('\t').length - 1 });
      });
    },
    go: (page) => {
      if (page - 1 !== sheet) open(page - 1);
    },
    close() {
      cancelAnimationFrame(frame);
      box = null;
      blocks.clear();
    },
  };
}
