import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What independent tools (poppler, qpdf) see in a PDF. */
export interface PdfFacts {
  readonly info: Readonly<Record<string, string>>;
  /** Of the whole document, as its catalog says; '' where it does not. */
  readonly language: string;
  /** Text of each page in reading order, spaces of all kinds made plain. */
  readonly pages: readonly string[];
  /** The same, laid out in columns. */
  readonly layout: readonly string[];
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean; readonly toUnicode: boolean }[];
  readonly images: number;
  /** Word boxes of a page in points, from its top left corner. */
  words(page: number): readonly WordBox[];
}

interface WordBox {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

const pagesOf = (text: string): readonly string[] =>
  text
    .replace(/\u00A0/g, ' ')
    .split('\f')
    .slice(0, -1);

/** Throws when qpdf finds a fault. */
export function readPdf(bytes: Uint8Array): PdfFacts {
  const folder = mkdtempSync(join(tmpdir(), 'lpa-pdf-'));
  const file = join(folder, 'report.pdf');
  try {
    writeFileSync(file, bytes);
    run('qpdf', '--check', file);
    const info = Object.fromEntries(
      run('pdfinfo', file)
        .split('\n')
        .filter((line) => line.includes(':'))
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const root = /\/Root (\d+) 0 R/.exec(run('qpdf', '--show-object=trailer', file))?.[1] ?? '1';
    const language = /\/Lang \(([^)]*)\)/.exec(run('qpdf', `--show-object=${root}`, file))?.[1] ?? '';
    const fonts = run('pdffonts', file)
      .split('\n')
      .slice(2)
      .filter((line) => line !== '')
      .map((line) => {
        const [embedded, , toUnicode] = line.trim().split(/\s+/).slice(-5);
        return { name: line.split(' ')[0] ?? '', embedded: embedded === 'yes', toUnicode: toUnicode === 'yes' };
      });
    const boxes = run('pdftotext', '-bbox', file, '-').split('<page ').slice(1).map(wordsOf);
    return {
      info,
      language,
      fonts,
      pages: pagesOf(run('pdftotext', '-raw', file, '-')),
      layout: pagesOf(run('pdftotext', '-layout', file, '-')),
      images: run('pdfimages', '-list', file).split('\n').slice(2).filter(Boolean).length,
      words: (page) => boxes[page - 1] ?? [],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const wordsOf = (page: string): readonly WordBox[] =>
  [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g)].map(
    ([, left, top, right, bottom, text = '']) => ({
      text,
      left: Number(left),
      top: Number(top),
      right: Number(right),
      bottom: Number(bottom),
    }),
  );
