import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { findQuote } from '#common/domain/anchor.ts';
import { foldLetters, type FoldedText } from '#common/domain/fold-text.ts';
import { isDamaged, quoteFrom } from '#common/domain/mark-quote.ts';
import { openRenderer } from '../sample/render/browser.ts';

/** A page as municipalities write them: ำ, stacked marks, digits of both kinds, lines that say nearly the same. */
const paragraphs = [
  'บันทึกข้อความ ส่วนราชการ สำนักปลัดเทศบาล งานการเจ้าหน้าที่ โทร. ๐ ๕๓๐๐ ๑๑๒๒ ที่ ชม ๕๒๓๐๑/๐๔๑๒ วันที่ ๑๘ ธันวาคม ๒๕๖๖',
  'เรื่อง รายงานผลการดำเนินงานตามแผนการตรวจสอบภายใน ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ และขออนุมัติแผนประจำปี พ.ศ. ๒๕๖๗',
  'ตามที่ผู้บริหารท้องถิ่นได้อนุมัติแผนการตรวจสอบภายในไว้แล้วนั้น หน่วยตรวจสอบภายในได้ดำเนินการตรวจสอบตามแผนครบถ้วนแล้ว จำนวน 12 กิจกรรม คิดเป็นร้อยละ 100 ของแผน',
  'ครั้งที่ ๑ ประชุมคณะกรรมการ เมื่อวันที่ ๕ กรกฎาคม ๒๕๖๖ มีผู้เข้าร่วมประชุม ๓๕ คน ณ ห้องประชุมเทศบาล',
  'ครั้งที่ ๒ ประชุมคณะกรรมการ เมื่อวันที่ ๕ สิงหาคม ๒๕๖๖ มีผู้เข้าร่วมประชุม ๓๕ คน ณ ห้องประชุมเทศบาล',
  'ครั้งที่ ๓ ประชุมคณะกรรมการ เมื่อวันที่ ๕ กันยายน ๒๕๖๖ มีผู้เข้าร่วมประชุม ๓๖ คน ณ ห้องประชุมเทศบาล',
  'น้ำประปาหมู่บ้านที่ได้มาตรฐาน กำหนดให้ตรวจคุณภาพน้ำอย่างน้อยปีละ ๑ ครั้ง (Water Quality Report, No. 7/2023)',
  'จึงเรียนมาเพื่อโปรดทราบและพิจารณา ทั้งนี้ ให้เป็นไปตามระเบียบกระทรวงมหาดไทยที่เกี่ยวข้อง',
];

const texts: Record<'pdfjs' | 'poppler', string> = { pdfjs: '', poppler: '' };

beforeAll(async () => {
  const renderer = await openRenderer();
  const pdf = await renderer.pdf('ตัวอย่าง', [
    `<section class="page">${paragraphs.map((one) => `<p class="in">${one}</p>`).join('')}</section>`,
  ]);
  await renderer.close();
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const content = await (await (await task.promise).getPage(1)).getTextContent();
  texts.pdfjs = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  await task.destroy();
  const folder = await mkdtemp(join(tmpdir(), 'lpa-anchors-'));
  await writeFile(join(folder, 'page.pdf'), pdf);
  texts.poppler = execFileSync('pdftotext', ['-raw', join(folder, 'page.pdf'), '-'], { encoding: 'utf8' }).replace(
    '\f',
    '',
  );
  await rm(folder, { recursive: true });
}, 120_000);

/** What a reader would select: from the begin of a word to the end of one, `length` words. */
function selections(text: string, length: number): readonly { begin: number; end: number }[] {
  const words = [...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)].filter((one) => one.isWordLike);
  return words.flatMap((word, index) => {
    const last = words[index + length - 1];
    return last === undefined ? [] : [{ begin: word.index, end: last.index + last.segment.length }];
  });
}

/** The n-th letter that survives is the same letter in both texts: the truth to compare with. */
const baseAt = (text: FoldedText, index: number): number => text.begins.filter((begin) => begin < index).length;

function tally(from: string, to: string, length: number) {
  const [source, target] = [foldLetters(from), foldLetters(to)];
  let [found, lost, wrong] = [0, 0, 0];
  for (const { begin, end } of selections(from, length)) {
    const quote = quoteFrom(from, begin, end);
    if (quote === null) continue;
    const place = findQuote(target, quote);
    if (place === null) lost += 1;
    else if (baseAt(target, place.begin) === baseAt(source, begin) && baseAt(target, place.end) === baseAt(source, end))
      found += 1;
    else wrong += 1;
  }
  return { found, lost, wrong };
}

test('the text is worth trying: pdf.js loses marks, poppler does not, the letters below are the same', () => {
  expect(isDamaged(texts.pdfjs)).toBe(true);
  expect(isDamaged(texts.poppler)).toBe(false);
  expect(foldLetters(texts.pdfjs).bases).toBe(foldLetters(texts.poppler).bases);
});

describe.each([
  ['poppler', 'pdfjs'],
  ['pdfjs', 'poppler'],
  ['poppler', 'poppler'],
  ['pdfjs', 'pdfjs'],
] as const)('quotes made from %s, found in %s', (from, to) => {
  test.each([1, 3, 8])('%i words long', (length) => {
    const { found, lost, wrong } = tally(texts[from], texts[to], length);
    expect(wrong).toBe(0);
    expect(found).toBeGreaterThan(100);
    expect(lost / (found + lost)).toBeLessThan(0.02);
  });
});

test('letters misread or lost by OCR: most long quotes are found, none in a wrong place', () => {
  const letters = texts.poppler.split('');
  /** Where each letter of the damaged text came from. */
  const kept = letters.map((_, index) => index).filter((index) => index % 61 !== 17);
  const damaged = kept.map((index) => (index % 67 === 5 ? 'ฆ' : letters[index])).join('');
  const [source, target] = [foldLetters(texts.poppler), foldLetters(damaged)];
  let [found, lost] = [0, 0];
  for (const { begin, end } of selections(texts.poppler, 8)) {
    const quote = quoteFrom(texts.poppler, begin, end);
    const place = quote === null ? null : findQuote(target, quote);
    if (place === null) {
      lost += 1;
      continue;
    }
    found += 1;
    const letterAt = (index: number) => baseAt(source, index);
    expect(Math.abs(letterAt(kept[place.begin] ?? -99) - letterAt(begin))).toBeLessThanOrEqual(2);
    expect(Math.abs(letterAt((kept[place.end - 1] ?? -99) + 1) - letterAt(end))).toBeLessThanOrEqual(2);
  }

  expect(found).toBeGreaterThan(3 * lost);
});
