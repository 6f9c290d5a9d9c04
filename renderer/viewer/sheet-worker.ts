import { readBook, type Book } from './sheet-book.ts';
import { readTextTable } from './sheet-text.ts';
import type { SheetAnswer, SheetQuestion } from './sheet-messages.ts';

/** A thread of its own: parsing takes seconds, and the page ends it when it takes too many. */
const say = (answer: SheetAnswer) => {
  globalThis.postMessage(answer);
};
/** Letters of one sheet that search gets. */
const mostText = 2_000_000;

let book: Book | null = null;

globalThis.onmessage = ({ data }: MessageEvent<SheetQuestion>) => {
  switch (data.kind) {
    case 'open':
      try {
        const bytes = new Uint8Array(data.bytes);
        book = data.format === 'text' ? readTextTable(bytes) : readBook(bytes);
        say({ kind: 'opened', sheets: book.sheets, hasMacros: book.hasMacros });
      } catch (error) {
        const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
        say({ kind: 'failed', code: isLocked ? 'password' : 'damaged' });
      }
      return;
    case 'rows':
      say({ kind: 'rows', request: data.request, rows: book?.rows(data.sheet, data.from, data.to) ?? [] });
      return;
    case 'text': {
      const rows = book?.sheets[data.sheet]?.rows ?? 0;
      let text = '';
      for (let row = 0; row < rows && text.length < mostText; row += 1) {
        const cells = book?.rows(data.sheet, row, row + 1)[0] ?? [];
        text += `${cells.map((cell) => (cell?.text ?? '').replace(/[\t\n\r]/g, ' ')).join('\t')}\n`;
      }
      say({ kind: 'text', request: data.request, text: text.slice(0, mostText) });
    }
  }
};
