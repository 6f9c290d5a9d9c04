import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { degrees, PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rect } from '#common/domain/annotation.ts';
import type { PdfAnswer, PdfMark } from '#main/features/annotation/pdf/pdf-job.ts';
import { runAnnotate } from '#main/features/annotation/pdf/run-annotate.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpa-annotate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const base: Omit<PdfMark, 'kind'> = {
  id: '3f0c9a52-ac96-474b-bcce-b302099a8057',
  number: 12,
  page: 1,
  rects: [{ x: 100, y: 60, width: 80, height: 20 }],
  strokes: [],
  fill: [1, 0.9, 0.5],
  line: [0.8, 0.1, 0.1],
  words: '',
  contents: 'ส่งไม่ครบ\nอ้างเป็นลำดับ 2 ของข้อ 3',
  quote: '',
  author: 'ปาริชาต วงศ์เมธากุล',
  subject: 'ข้อ 3',
  createdAt: '2024-07-05T04:42:07.123Z',
  modifiedAt: '2024-07-05T05:00:00.000Z',
};
const box = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });

/** Two pages of 400 × 300; the second may be turned, cut and enlarged. */
async function makePdf(turn = 0, crop: readonly [number, number, number, number] | null = null, unit = 1) {
  const document = await PDFDocument.create();
  for (const number of [1, 2]) {
    const page = document.addPage([400, 300]);
    if (number === 1) continue;
    page.setRotation(degrees(turn));
    if (crop !== null) page.setCropBox(...crop);
    if (unit !== 1) page.node.set(PDFName.of('UserUnit'), document.context.obj(unit));
  }
  return document.save({ useObjectStreams: false });
}

const made = (answer: PdfAnswer): Uint8Array => {
  if (answer.kind === 'failed') throw new Error(answer.reason);
  return answer.bytes;
};
const annotate = async (bytes: Uint8Array, marks: readonly PdfMark[], list: Uint8Array | null = null) =>
  made(await runAnnotate({ source: { kind: 'file', bytes, mediaType: 'application/pdf' }, marks, stamps: null, list }));

function store(bytes: Uint8Array): string {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.pdf`);
  writeFileSync(path, bytes);
  return path;
}

/** The page as poppler shows it, one pixel per page unit. */
async function picture(bytes: Uint8Array, page: number, dpi = 72) {
  const path = store(bytes);
  const out = path.replace('.pdf', '');
  execFileSync('pdftoppm', [
    '-png',
    '-r',
    String(dpi),
    '-cropbox',
    '-f',
    String(page),
    '-l',
    String(page),
    '-singlefile',
    path,
    out,
  ]);
  const { data, info } = await sharp(`${out}.png`).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    /** [red, green, blue] */
    at: (x: number, y: number): readonly number[] => {
      const index = (Math.round(y) * info.width + Math.round(x)) * 3;
      return [data[index] ?? -1, data[index + 1] ?? -1, data[index + 2] ?? -1];
    },
  };
}

const look = ([r = 0, g = 0, b = 0]: readonly number[]): string => {
  if (Math.min(r, g, b) > 245) return 'white';
  if (r > 220 && g > 200 && b < 180) return 'yellow';
  return r > 150 && g < 150 && b < 150 ? 'red' : `${r},${g},${b}`;
};

/** Of the first annotation on the second page, without the number beside it: its rectangle less the differences. */
async function shapeOf(bytes: Uint8Array): Promise<readonly number[]> {
  const page = (await PDFDocument.load(bytes)).getPage(1);
  const first = page.node.Annots()!.lookup(0, PDFDict);
  const numbers = (name: string) => {
    const list = first.lookup(PDFName.of(name), PDFArray);
    return list.asArray().map((_, index) => list.lookup(index, PDFNumber).asNumber());
  };
  const [[x1 = 0, y1 = 0, x2 = 0, y2 = 0], [left = 0, bottom = 0, right = 0, top = 0]] = [
    numbers('Rect'),
    numbers('RD'),
  ];
  return [x1 + left, y1 + bottom, x2 - right, y2 - top];
}

const turns = [0, 90, 180, 270] as const;
const crops = [null, [50, 30, 300, 220]] as const;
const cases = turns.flatMap((turn) => crops.map((crop) => [turn, crop] as const));

describe.each(cases)('on a page turned by %i, cut to %j', (turn, crop) => {
  test('every mark is where the reader put it', async () => {
    const marks: PdfMark[] = [
      { ...base, id: 'a', page: 2, kind: 'highlight', rects: [box(20, 20, 60, 16)] },
      { ...base, id: 'b', page: 2, kind: 'underline', rects: [box(100, 20, 60, 16)] },
      { ...base, id: 'c', page: 2, kind: 'rectangle', rects: [box(20, 60, 60, 40)] },
      {
        ...base,
        id: 'd',
        page: 2,
        kind: 'arrow',
        rects: [box(100, 60, 60, 40)],
        strokes: [
          [
            { x: 100, y: 60 },
            { x: 160, y: 100 },
          ],
        ],
      },
      {
        ...base,
        id: 'e',
        page: 2,
        kind: 'ink',
        rects: [box(20, 120, 60, 20)],
        strokes: [
          [
            { x: 20, y: 120 },
            { x: 80, y: 120 },
            { x: 80, y: 140 },
          ],
        ],
      },
      { ...base, id: 'f', page: 2, kind: 'note', rects: [box(120, 150, 0, 0)] },
    ];
    const bytes = await annotate(await makePdf(turn, crop), marks);
    execFileSync('qpdf', ['--check', store(bytes)]);
    const seen = await picture(bytes, 2);
    const size = crop === null ? [400, 300] : [300, 220];
    expect([seen.width, seen.height]).toEqual(turn % 180 === 0 ? size : size.toReversed());
    const looks = (...points: readonly (readonly [number, number])[]) => points.map(([x, y]) => look(seen.at(x, y)));
    const highlight = looks([50, 28], [16, 28], [84, 28], [50, 16], [50, 40]);
    expect(highlight).toEqual(['yellow', 'white', 'white', 'white', 'white']);
    expect(looks([130, 36], [130, 22], [97, 28], [164, 28])).toEqual(['red', 'white', 'white', 'white']);
    const rectangle = looks([20, 80], [80, 80], [50, 60], [50, 100], [50, 80], [14, 80], [86, 80]);
    expect(rectangle).toEqual(['red', 'red', 'red', 'red', 'white', 'white', 'white']);
    expect(looks([130, 80], [105, 95], [150, 65])).toEqual(['red', 'white', 'white']);
    expect(looks([50, 120], [80, 130], [30, 135])).toEqual(['red', 'red', 'white']);
    // A few pixels wide: sheet or edge.
    expect(looks([122, 147])).not.toEqual(['white']);
    expect(looks([122, 155], [115, 148])).toEqual(['white', 'white']);
    const before = await picture(bytes, 1);
    expect(look(before.at(50, 28))).toBe('white');
  }, 120_000);

  test('pdf.js finds the same rectangle', async () => {
    const bytes = await annotate(await makePdf(turn, crop), [
      { ...base, page: 2, kind: 'rectangle', rects: [box(20, 60, 60, 40)] },
    ]);
    const rect = await shapeOf(bytes);
    const task = getDocument({ data: bytes, verbosity: 0 });
    const page = await (await task.promise).getPage(2);
    const [found] = (await page.getAnnotations()) as { subtype: string }[];
    const { subtype } = found ?? {};
    const viewport = page.getViewport({ scale: 1 });
    const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [
      viewport.convertToViewportPoint(rect[0] ?? 0, rect[1] ?? 0) as number[],
      viewport.convertToViewportPoint(rect[2] ?? 0, rect[3] ?? 0) as number[],
    ];
    await task.destroy();
    expect(subtype).toBe('Square');
    const edges = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
    for (const [index, wanted] of [20, 60, 80, 100].entries())
      expect(Math.abs((edges[index] ?? 0) - wanted)).toBeLessThan(2);
  });
});

/** What poppler reads on a page with its annotations drawn, and where (page units as the page is seen). */
function wordsOn(bytes: Uint8Array, page: number): readonly { word: string; x: number; y: number }[] {
  const path = store(bytes);
  const flat = path.replace('.pdf', '-flat.pdf');
  // Annotations become content: poppler reads text of that only.
  execFileSync('qpdf', ['--flatten-annotations=all', path, flat]);
  const args = ['-bbox', '-f', String(page), '-l', String(page), flat, '-'];
  const html = execFileSync('pdftotext', args, { encoding: 'utf8' });
  return [...html.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)"[^>]*>([^<]*)</g)].map(([, x, y, word = '']) => ({
    word,
    x: Number(x),
    y: Number(y),
  }));
}

describe.each(turns)('the number of a mark, on a page turned by %i', (turn) => {
  test.each([
    ['above its corner', box(100, 60, 80, 20), [101, 56.6]],
    ['on it where the page ends', box(0, 0, 30, 30), [0, 0]],
    [
      'within the page at its right edge',
      box(turn % 180 === 0 ? 398 : 298, 100, 2, 2),
      [turn % 180 === 0 ? 393.5 : 293.5, 96.6],
    ],
  ] as const)('stands %s, upright', async (_, rect, [x, y]) => {
    const bytes = await annotate(await makePdf(turn), [
      { ...base, page: 2, number: 205, kind: 'rectangle', rects: [rect] },
    ]);
    const [found] = wordsOn(bytes, 2);
    expect(found?.word).toBe('205');
    expect(Math.abs((found?.x ?? 0) - x)).toBeLessThan(1.5);
    expect(Math.abs((found?.y ?? 0) - y)).toBeLessThan(1.5);
  });
});

interface Read {
  readonly subtype: string;
  readonly contentsObj: { readonly str: string };
  readonly titleObj: { readonly str: string };
  readonly modificationDate: string;
  readonly hasAppearance: boolean;
}

async function read(bytes: Uint8Array, number: number): Promise<readonly Read[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  try {
    return (await (await (await task.promise).getPage(number)).getAnnotations()) as Read[];
  } finally {
    await task.destroy();
  }
}

const startsWith = (bytes: Uint8Array, first: Uint8Array): boolean => Buffer.from(bytes).indexOf(first) === 0;

describe('what it says', () => {
  test('words, author and time of every kind are read by another program, in Thai', async () => {
    const stroke = [
      [
        { x: 20, y: 20 },
        { x: 80, y: 60 },
      ],
    ];
    const kinds = ['highlight', 'underline', 'rectangle', 'arrow', 'ink', 'note'] as const;
    const marks = kinds.map((kind) => ({
      ...base,
      id: kind,
      kind,
      strokes: kind === 'arrow' || kind === 'ink' ? stroke : [],
    }));
    const found = await read(await annotate(await makePdf(), marks), 1);
    expect(found.map(({ subtype }) => subtype)).toEqual(['Highlight', 'Underline', 'Square', 'Line', 'Ink', 'Text']);
    for (const one of found) {
      expect(one.contentsObj.str).toBe(base.contents);
      expect(one.titleObj.str).toBe(base.author);
      expect(one.modificationDate).toBe('D:20240705050000Z');
      expect(one.hasAppearance).toBe(true);
    }
  });

  test('a date that is none, a mark on a page that is not there, a place that is none', async () => {
    const marks: PdfMark[] = [
      { ...base, kind: 'rectangle', modifiedAt: 'yesterday' },
      { ...base, kind: 'rectangle', page: 99 },
      { ...base, kind: 'rectangle', rects: [box(1e300, 0, 1, 1)] },
      { ...base, kind: 'arrow', strokes: [] },
    ];
    const bytes = await annotate(await makePdf(), marks);
    execFileSync('qpdf', ['--check', store(bytes)]);
    expect(await read(bytes, 1)).toHaveLength(1);
  });
});

describe('what was there', () => {
  const mark: PdfMark = { ...base, kind: 'rectangle' };

  test.each([
    ['a cross-reference table', false],
    ['a cross-reference stream', true],
  ])('stays byte by byte, in a file with %s', async (_, useObjectStreams) => {
    const before = await (await PDFDocument.load(await makePdf())).save({ useObjectStreams });
    const bytes = await annotate(before, [mark]);
    expect(startsWith(bytes, before)).toBe(true);
    execFileSync('qpdf', ['--check', store(bytes)]);
    expect(await read(bytes, 1)).toHaveLength(1);
  });

  test('a file that was marked before keeps those marks, also when its pages share one list', async () => {
    const document = await PDFDocument.load(await annotate(await makePdf(), [{ ...mark, contents: 'เดิม' }]));
    const [one, two] = document.getPages();
    const shared = document.context.register(one!.node.lookup(PDFName.of('Annots'))!);
    for (const page of [one!, two!]) page.node.set(PDFName.of('Annots'), shared);
    const bytes = await annotate(await document.save(), [mark]);
    expect((await read(bytes, 1)).map(({ contentsObj }) => contentsObj.str)).toEqual(['เดิม', base.contents]);
    expect((await read(bytes, 2)).map(({ contentsObj }) => contentsObj.str)).toEqual(['เดิม']);
  });

  test('a file encrypted without a password is written anew, one with a password is refused', async () => {
    const plain = store(await makePdf());
    const encrypt = (password: string) => {
      const out = plain.replace('.pdf', `-${password}-e.pdf`);
      execFileSync('qpdf', ['--encrypt', password, 'owner', '256', '--', plain, out]);
      return readFileSync(out);
    };
    const open = await annotate(encrypt(''), [mark]);
    execFileSync('qpdf', ['--check', store(open)]);
    expect(await read(open, 1)).toHaveLength(1);
    const source = { kind: 'file' as const, bytes: encrypt('secret'), mediaType: 'application/pdf' };
    const job = { source, marks: [mark], stamps: null, list: null };
    expect(await runAnnotate(job)).toEqual({ kind: 'failed', reason: 'password' });
  });

  test.each([
    ['a cross-reference table', false],
    ['a cross-reference stream', true],
  ])(
    'the list of marks comes after the last page, in a file with %s and pages in groups',
    async (_, useObjectStreams) => {
      const grouped = await PDFDocument.load(await makePdf());
      for (let count = 0; count < 30; count += 1) grouped.addPage([400, 300]);
      const before = await grouped.save({ useObjectStreams });
      const list = await PDFDocument.create();
      list.addPage([595, 842]).drawText('What mark 12 says');
      list.addPage([595, 842]).drawText('and the rest');
      const bytes = await annotate(before, [mark], await list.save());
      expect(startsWith(bytes, before)).toBe(true);
      const path = store(bytes);
      execFileSync('qpdf', ['--check', path]);
      const text = (page: number) =>
        execFileSync('pdftotext', ['-f', String(page), '-l', String(page), path, '-'], { encoding: 'utf8' }).trim();
      expect([32, 33, 34].map(text)).toEqual(['', 'What mark 12 says', 'and the rest']);
      expect((await PDFDocument.load(bytes)).getPageCount()).toBe(34);
      expect(await read(bytes, 1)).toHaveLength(1);
    },
  );

  test('a page in larger units', async () => {
    const bytes = await annotate(await makePdf(0, null, 2), [{ ...mark, page: 2, rects: [box(200, 100, 100, 60)] }]);
    const rect = await shapeOf(bytes);
    const task = getDocument({ data: bytes, verbosity: 0 });
    const page = await (await task.promise).getPage(2);
    expect(page.getViewport({ scale: 1 }).width).toBe(800);
    await task.destroy();
    const [left = 0, bottom = 0, right = 0, top = 0] = rect;
    for (const [is, wanted] of [
      [left, 100],
      [top, 250],
      [right, 150],
      [bottom, 220],
    ] as const)
      expect(Math.abs(is - wanted)).toBeLessThan(2);
  });
});

describe('hostile files', () => {
  const mark: PdfMark = { ...base, kind: 'rectangle' };
  const fail = (bytes: Uint8Array, limits?: { patience: number; growth: number }) =>
    runAnnotate(
      { source: { kind: 'file', bytes, mediaType: 'application/pdf' }, marks: [mark], stamps: null, list: null },
      limits,
    );

  test('no PDF, half a PDF, nothing', async () => {
    const whole = await makePdf();
    for (const bytes of [Buffer.from('MZ not a pdf'), whole.slice(0, 60), new Uint8Array()])
      expect(await fail(bytes)).toEqual({ kind: 'failed', reason: 'damaged' });
  });

  test('pages that hang on themselves', async () => {
    const loop = Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>endobj\n' +
        '3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
    );
    expect(await fail(loop)).toMatchObject({ kind: 'failed' });
  });

  test('one that takes too long is ended', async () => {
    const begin = performance.now();
    expect(await fail(await makePdf(), { patience: 1, growth: 1e12 })).toEqual({ kind: 'failed', reason: 'damaged' });
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  test('one that unpacks to gigabytes is ended before it takes the memory', async () => {
    const stream = deflateSync(Buffer.alloc(600 * 1024 * 1024, ' '), { level: 9 });
    const bomb = Buffer.concat([
      Buffer.from('%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'),
      ...Array.from({ length: 8 }, (_, index) => [
        Buffer.from(
          `${index + 10} 0 obj<</Type/ObjStm/N 1/First 8/Filter/FlateDecode/Length ${stream.length}>>stream\n`,
        ),
        stream,
        Buffer.from('\nendstream endobj\n'),
      ]).flat(),
      Buffer.from('trailer<</Root 1 0 R>>\n%%EOF'),
    ]);
    expect(await fail(bomb, { patience: 60_000, growth: 300 * 1024 * 1024 })).toEqual({
      kind: 'failed',
      reason: 'damaged',
    });
  }, 120_000);
});

describe('pictures', () => {
  const mark: PdfMark = { ...base, kind: 'rectangle', rects: [box(100, 50, 200, 100)], line: [1, 0, 0] };

  test.each([
    ['image/png', 1],
    ['image/jpeg', 1],
    ['image/jpeg', 6],
    ['image/jpeg', 3],
    ['image/jpeg', 8],
  ])('%s, turned as %i says, becomes a page on which the mark stands', async (mediaType, orientation) => {
    // As it is seen: 600 × 400, the left half blue.
    const seen = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#ffffff' } })
      .composite([
        { input: { create: { width: 300, height: 400, channels: 3, background: '#2030ff' } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer();
    const stored = { 1: 0, 6: 270, 3: 180, 8: 90 }[orientation] ?? 0;
    const turned = sharp(await sharp(seen).rotate(stored).png().toBuffer());
    const bytes =
      mediaType === 'image/png'
        ? await turned.png().toBuffer()
        : await turned.jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer();
    const pdf = made(
      await runAnnotate({ source: { kind: 'file', bytes, mediaType }, marks: [mark], stamps: null, list: null }),
    );
    execFileSync('qpdf', ['--check', store(pdf)]);
    const shown = await picture(pdf, 1);
    expect(Math.abs(shown.width / shown.height - 1.5)).toBeLessThan(0.01);
    const scale = shown.width / 600;
    const at = (x: number, y: number) => shown.at(x * scale, y * scale);
    expect(at(30, 200)[2]).toBeGreaterThan(200);
    expect(at(30, 200)[0]).toBeLessThan(100);
    expect(look(at(570, 200))).toBe('white');
    expect(look(at(300, 100))).toBe('red');
    expect(look(at(250, 150))).toBe('red');
  });

  test('what cannot be put into a PDF is refused', async () => {
    const source = { kind: 'file' as const, bytes: Buffer.from('GIF89a'), mediaType: 'image/gif' };
    const job = { source, marks: [mark], stamps: null, list: null };
    expect(await runAnnotate(job)).toEqual({ kind: 'failed', reason: 'unsupported' });
    expect(await runAnnotate({ ...job, source: { ...source, mediaType: 'image/jpeg' } })).toEqual({
      kind: 'failed',
      reason: 'damaged',
    });
    const huge = Buffer.from(
      await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
    );
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    expect(await runAnnotate({ ...job, source: { ...source, bytes: huge, mediaType: 'image/png' } })).toEqual({
      kind: 'failed',
      reason: 'too-large',
    });
  });
});
