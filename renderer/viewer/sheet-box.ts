import type { Merge, SheetCell, SheetFacts } from './sheet-messages.ts';
import type { Words } from './words.ts';

const rowHeight = 24;
/** Letters of a cell that are laid out, that its hint holds, and that the bar above shows. */
const [seenLetters, titleLetters, barLetters] = [500, 2_000, 5_000];

interface Drawing {
  readonly facts: SheetFacts;
  readonly scale: number;
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  readonly merges: readonly Merge[];
  readonly cellAt: (place: { readonly row: number; readonly column: number }) => SheetCell | null;
  readonly chosen: { readonly row: number; readonly column: number };
}

/** The elements of a sheet: only cells in view exist. */
export interface SheetBox {
  readonly grid: HTMLElement;
  /** Rows and columns in view. */
  seen(
    facts: SheetFacts,
    scale: number,
  ): { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
  draw(drawing: Drawing): void;
  /** Shows which sheet is open. */
  mark(sheet: number): void;
  /** What stands in the chosen cell, in full. */
  say(name: string, cell: SheetCell | null): void;
  reveal(facts: SheetFacts, place: { readonly row: number; readonly column: number }, scale: number): void;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (index % 26));
}

export function createSheetBox(
  host: HTMLElement,
  sheets: readonly SheetFacts[],
  t: Words,
  onOpen: (sheet: number) => void,
): SheetBox {
  const element = (name: string, className: string): HTMLElement => {
    const made = host.ownerDocument.createElement(name);
    made.className = className;
    return made;
  };
  const view = element('div', 'sheet-view');
  const bar = element('div', 'cell-bar');
  const [address, content] = [element('b', ''), element('span', 'cell-content')];
  bar.append(address, content);
  const grid = element('div', 'grid');
  grid.tabIndex = 0;
  grid.setAttribute('role', 'table');
  const [corner, heads, numbers, cells] = ['corner', 'heads', 'numbers', 'cells'].map((name) => element('div', name));
  if (!corner || !heads || !numbers || !cells) throw new Error('no elements');
  for (const part of [corner, heads, numbers]) part.setAttribute('aria-hidden', 'true');
  cells.setAttribute('role', 'rowgroup');
  grid.append(corner, heads, numbers, cells);
  view.append(bar, grid);
  const tabs = sheets.length > 1 ? tabsOf(element, sheets, t, onOpen) : [];
  if (tabs.length > 0) {
    const list = element('div', 'sheet-tabs');
    list.setAttribute('role', 'tablist');
    list.append(...tabs);
    view.append(list);
  }
  host.append(view);

  let lefts: readonly number[] = [0];
  let measured: SheetFacts | null = null;
  const measure = (facts: SheetFacts) => {
    if (measured === facts) return;
    measured = facts;
    let at = 0;
    lefts = [0, ...facts.widths.map((width) => (at += width))];
  };

  return {
    grid,
    seen(facts, scale) {
      measure(facts);
      const height = rowHeight * scale;
      const [begin, end] = [grid.scrollLeft / scale, (grid.scrollLeft + grid.clientWidth) / scale];
      const first = lefts.findIndex((left) => left > begin);
      const last = lefts.findIndex((left) => left >= end);
      return {
        top: Math.floor(grid.scrollTop / height),
        bottom: Math.ceil((grid.scrollTop + grid.clientHeight) / height),
        left: Math.max(0, first - 1),
        right: last < 0 ? facts.columns - 1 : Math.min(facts.columns - 1, last),
      };
    },
    draw({ facts, scale, from, to, left, right, merges, cellAt, chosen }) {
      measure(facts);
      const px = (value: number) => `${value * scale}px`;
      grid.style.setProperty('--scale', String(scale));
      grid.setAttribute('aria-rowcount', String(facts.rows));
      grid.setAttribute('aria-colcount', String(facts.columns));
      grid.setAttribute('aria-label', facts.name === '' ? t.table : facts.name);
      const [width, height] = [px(lefts[facts.columns] ?? 0), px(facts.rows * rowHeight)];
      heads.style.width = width;
      cells.style.width = width;
      cells.style.height = height;
      numbers.style.height = height;
      const covered = new Set<string>();
      for (const { top, bottom, left: first, right: last } of merges)
        for (let row = Math.max(top, from); row <= Math.min(bottom, to); row += 1)
          for (let column = Math.max(first, left); column <= Math.min(last, right); column += 1)
            covered.add(`${row}/${column}`);

      const place = (cell: HTMLElement, area: Merge) => {
        cell.style.left = px(lefts[area.left] ?? 0);
        cell.style.top = px(area.top * rowHeight);
        cell.style.width = px((lefts[area.right + 1] ?? 0) - (lefts[area.left] ?? 0));
        cell.style.height = px((area.bottom - area.top + 1) * rowHeight);
      };
      const cellBox = (area: Merge): HTMLElement => {
        const cell = element('div', 'cell');
        const found = cellAt({ row: area.top, column: area.left });
        cell.setAttribute('role', 'cell');
        cell.setAttribute('aria-colindex', String(area.left + 1));
        cell.dataset.row = String(area.top);
        cell.dataset.column = String(area.left);
        place(cell, area);
        if (found) {
          cell.textContent = found.text.slice(0, seenLetters);
          cell.title = [found.text.slice(0, titleLetters), found.formula, found.date]
            .filter((one) => one !== null && one !== '')
            .join('\n');
          if (found.isNumber) cell.classList.add('number');
          if (found.formula !== null) cell.classList.add('computed');
        }
        if (area.bottom > area.top || area.right > area.left) cell.classList.add('merged');
        if (
          chosen.row >= area.top &&
          chosen.row <= area.bottom &&
          chosen.column >= area.left &&
          chosen.column <= area.right
        )
          cell.classList.add('chosen');
        return cell;
      };

      const rows = new Map<number, HTMLElement>();
      const rowBox = (index: number): HTMLElement => {
        const known = rows.get(index);
        if (known) return known;
        const row = element('div', 'row');
        row.setAttribute('role', 'row');
        row.setAttribute('aria-rowindex', String(index + 1));
        rows.set(index, row);
        return row;
      };
      for (let row = from; row < to; row += 1)
        for (let column = left; column <= right; column += 1)
          if (!covered.has(`${row}/${column}`) && facts.widths[column] !== 0)
            rowBox(row).append(cellBox({ top: row, bottom: row, left: column, right: column }));
      for (const merge of merges) rowBox(merge.top).append(cellBox(merge));
      cells.replaceChildren(...[...rows.entries()].toSorted(([a], [b]) => a - b).map(([, row]) => row));

      heads.replaceChildren(
        ...Array.from({ length: right - left + 1 }, (_, at) => {
          const head = element('div', 'head');
          head.textContent = columnName(left + at);
          place(head, { top: 0, bottom: 0, left: left + at, right: left + at });
          return head;
        }),
      );
      numbers.replaceChildren(
        ...Array.from({ length: Math.max(0, to - from) }, (_, at) => {
          const number = element('div', 'head');
          number.textContent = String(from + at + 1);
          number.style.top = px((from + at) * rowHeight);
          number.style.height = px(rowHeight);
          return number;
        }),
      );
    },
    mark(sheet) {
      for (const [index, tab] of tabs.entries()) {
        tab.setAttribute('aria-selected', String(index === sheet));
        tab.tabIndex = index === sheet ? 0 : -1;
        if (index === sheet) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
    },
    say(name, cell) {
      address.textContent = name;
      const text = (cell?.text ?? '').slice(0, barLetters);
      content.textContent = cell?.formula == null ? text : `${text}   ${cell.formula}`;
    },
    reveal(facts, { row, column }, scale) {
      measure(facts);
      const [left, right] = [(lefts[column] ?? 0) * scale, (lefts[column + 1] ?? 0) * scale];
      const [top, bottom] = [row * rowHeight * scale, (row + 1) * rowHeight * scale];
      const [width, height] = [grid.clientWidth - numbers.offsetWidth, grid.clientHeight - heads.offsetHeight];
      if (left < grid.scrollLeft) grid.scrollLeft = left;
      else if (right > grid.scrollLeft + width) grid.scrollLeft = right - width;
      if (top < grid.scrollTop) grid.scrollTop = top;
      else if (bottom > grid.scrollTop + height) grid.scrollTop = bottom - height;
    },
  };
}

function tabsOf(
  element: (name: string, className: string) => HTMLElement,
  sheets: readonly SheetFacts[],
  t: Words,
  onOpen: (sheet: number) => void,
): HTMLElement[] {
  const tabs = sheets.map(({ name, isHidden }, index) => {
    const tab = element('button', 'sheet-tab');
    tab.setAttribute('role', 'tab');
    tab.textContent = isHidden ? `${name} ${t.hiddenSheet}` : name;
    tab.title = name;
    tab.addEventListener('click', () => {
      onOpen(index);
    });
    tab.addEventListener('keydown', (event) => {
      const to = index + (event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0);
      if (to === index || to < 0 || to >= tabs.length) return;
      event.preventDefault();
      onOpen(to);
      tabs[to]?.focus();
    });
    return tab;
  });
  return tabs;
}
