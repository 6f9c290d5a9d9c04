import { expect, test } from 'vitest';
import { findInIndex, type IndexQuery } from './find-in-index.ts';
import { createIndexMemory } from './index-memory.ts';
import type { PageRecord } from './queries.ts';
import type { IndexText } from './texts.ts';

const page = (sha256: string, number: number, text: string, ocr: string | null = null): PageRecord => ({
  sha256,
  page: number,
  text,
  ocr,
  width: 595,
  height: 842,
  look: null,
});

const remark = (text: string): IndexText => ({
  kind: 'remark',
  indicator: 'i01',
  evidence: null,
  page: null,
  title: '1 แผน',
  text,
});

function memoryOf(pages: readonly PageRecord[], texts: readonly IndexText[] = []) {
  const memory = createIndexMemory();
  for (const record of pages) memory.addPage(record);
  const files = [...new Set(pages.map(({ sha256 }) => sha256))];
  memory.setSubmission(
    {
      submission: 's1',
      laoCode: '1',
      laoName: 'ท่าแก้ว',
      numbers: { i01: '1' },
      places: files.map((sha256) => ({
        evidence: `e-${sha256}`,
        sha256,
        title: `หลักฐาน ${sha256}`,
        indicators: ['i01'],
        mediaType: 'application/pdf',
        size: 1,
      })),
    },
    texts,
  );
  return memory;
}

const find = (memory: ReturnType<typeof memoryOf>, query: string, more: Partial<IndexQuery> = {}) => {
  const { total, counts, hits } = findInIndex(memory, {
    query,
    submission: null,
    kinds: null,
    limit: 50,
    offset: 0,
    ...more,
  });
  return {
    total,
    counts,
    where: hits.map((hit) => `${hit.kind} ${hit.evidence ?? ''} ${hit.page ?? ''}`.trim()),
    hits,
  };
};

test('all words have to be on one page, in any order and spelling', () => {
  const memory = memoryOf([page('a', 1, 'แผนพัฒนาท้องถิ่น พ.ศ. ๒๕๖๖'), page('a', 2, 'แผนพัฒนาท้องถิ่น'), page('b', 1, '2566')]);
  expect(find(memory, '2566 แผน').where).toEqual(['page e-a 1']);
  expect(find(memory, 'ก').total).toBe(0);
  expect(find(memory, 'น').total).toBe(2);
  expect(find(memory, '').total).toBe(0);
});

test('a phrase has to stand together', () => {
  const memory = memoryOf([page('a', 1, 'รายงานการตรวจสอบ\nภายใน'), page('b', 1, 'ตรวจสอบพัสดุภายในปี')]);
  expect(find(memory, '"ตรวจสอบภายใน"').where).toEqual(['page e-a 1']);
  expect(find(memory, 'ตรวจสอบ ภายใน').total).toBe(2);
});

test('damaged pages are found by what survives, after sound ones', () => {
  const damaged = page('a', 1, 'จ\u0000ดท\u0000าแผนการตรวจสอบภายใน');
  const sound = page('b', 1, 'จัดทำแผนการตรวจสอบภายใน');
  const { where, hits } = find(memoryOf([damaged, sound]), 'จัดทำแผน');
  expect(where).toEqual(['page e-b 1', 'page e-a 1']);
  expect(hits.map(({ content }) => content?.exact)).toEqual([true, false]);
});

test('recognised words count like extracted ones and say where they are from', () => {
  const memory = memoryOf([page('a', 1, '', 'หนังสือราชการ นํ้าประปา'), page('b', 1, 'ปก 5', 'หนังสือ')]);
  expect(find(memory, 'น้ำประปา').hits.map(({ content }) => content?.source)).toEqual(['ocr']);
  expect(find(memory, 'ปก').hits.map(({ content }) => content?.source)).toEqual(['text']);
});

test('a page whose marks were misread is found, after one that was read well', () => {
  const memory = memoryOf([page('a', 1, '', 'คุณภาพน้้าประบา นาประปา'), page('b', 1, '', 'คุณภาพน้ำประปา')]);
  const { where, hits } = find(memory, 'น้ำประปา');
  expect(where).toEqual(['page e-b 1', 'page e-a 1']);
  expect(hits.map(({ content }) => content)).toMatchObject([{ exact: true }, { exact: false, source: 'ocr' }]);
});

test('names come first, then what people wrote, then pages; more finds before fewer', () => {
  const title: IndexText = { ...remark('แผนงาน'), kind: 'title', evidence: 'e-a' };
  const memory = memoryOf([page('a', 1, 'แผน'), page('a', 2, 'แผน แผน แผน')], [remark('แผนไม่ครบ'), title]);
  expect(find(memory, 'แผน').where).toEqual(['title e-a', 'remark', 'page e-a 2', 'page e-a 1']);
  expect(find(memory, 'แผน', { kinds: ['remark'] })).toMatchObject({
    where: ['remark'],
    total: 1,
    counts: { title: 1, remark: 1, page: 2 },
  });
  expect(find(memory, 'แผน', { limit: 1, offset: 2 })).toMatchObject({ total: 4, where: ['page e-a 2'] });
});

test('indicators, the same for every LAO, are found inside one submission only', () => {
  const memory = memoryOf([], [{ ...remark('แผนพัฒนา'), kind: 'indicator' }]);
  expect(find(memory, 'แผน').total).toBe(0);
  expect(find(memory, 'แผน', { submission: 's1' }).total).toBe(1);
  expect(find(memory, 'แผน', { submission: 's2' }).total).toBe(0);
});

test('the same file in two places is two finds, and none after it went', () => {
  const memory = memoryOf([page('a', 1, 'แผน')]);
  const entry = memory.submissions.get('s1')?.entry;
  if (entry === undefined) throw new Error('no entry');
  memory.setSubmission({ ...entry, submission: 's2', laoName: 'อื่น' }, []);
  expect(find(memory, 'แผน').hits.map(({ laoName }) => laoName)).toEqual(['ท่าแก้ว', 'อื่น']);
  memory.removeSubmission('s1');
  expect(find(memory, 'แผน').hits.map(({ laoName }) => laoName)).toEqual(['อื่น']);
  memory.removeContents(['a']);
  expect(find(memory, 'แผน').total).toBe(0);
});
