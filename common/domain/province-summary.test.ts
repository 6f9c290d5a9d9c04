import { describe, expect, test } from 'vitest';
import { PrintJob } from '#common/contract/print-job.ts';
import { historyOf, indicator, instrumentOf, manifestOf, score } from '#tests/support/review-builder.ts';
import type { Indicator, Instrument } from './instrument.ts';
import type { Lao } from './lao.ts';
import type { ProvinceInput } from './province-input.ts';
import { provinceResultOf, type ProvinceResult } from './province-result.ts';
import { buildProvinceSummary } from './province-summary.ts';
import { reduceReview } from './reduce-review.ts';

const plain = (text: string) => text.replaceAll('\u00A0', ' ');
const six = ['i1', 'i2', 'i3', 'i4', 'i5', 'i6'];
const one = instrumentOf(six.map((id) => indicator(id, 1)));

/** An LAO with these points, indicator by indicator; null sets it aside. */
function lao(number: number, points: readonly (number | null)[], instrument = one, type?: Lao['type']): ProvinceResult {
  const { events, add } = historyOf();
  for (const [index, value] of points.entries()) {
    const id = instrument.indicators[index]?.id ?? '';
    if (value === null)
      add({ type: 'not-applicable.set', payload: { indicator: id, value: { reason: 'ไม่มี', agreedBy: 'ทีม' } } });
    else add(score(id, value));
  }
  const base = manifestOf();
  const own = { ...base.lao, code: `0699000${number}`, name: `ที่ ${number}`, type: type ?? base.lao.type };
  return provinceResultOf(instrument, { ...base, lao: own }, reduceReview(events));
}

const input = (results: readonly ProvinceResult[], more: Partial<ProvinceInput> = {}): ProvinceInput => ({
  ...{ province: 'ธารานคร', year: 2567, instrument: one, instrumentDigest: 'ab'.repeat(32) },
  ...{ results, known: results.length, leftOut: [], language: 'th', digits: 'arabic' },
  printedAt: '2024-09-02T10:00:00+07:00',
  ...more,
});

describe('averages', () => {
  // 66.67, 16.67, 0 and 0 as printed have the average 20.835, which would be rounded to 20.84.
  const results = [lao(1, [5, 5, 5, 5, 0, 0]), lao(2, [5, 0, 0, 0, 0, 0]), lao(3, [0, 0, 0, 0, 0, 0])];
  const four = [...results, lao(4, [0, 0, 0, 0, 0, 0])];

  test('are rounded once, at the end', () => {
    const { aspects, overall } = buildProvinceSummary(input(four));
    expect(aspects[0]).toMatchObject({ laos: '4', team: { text: '20.83' }, lowest: { text: '0.00' }, reached: '0' });
    expect([overall.team.text, overall.highest.text]).toEqual(['20.83', '66.67']);
  });

  test('leave out an LAO to which nothing of the aspect applies, and count every other the same', () => {
    const two: Instrument = instrumentOf([indicator('i1', 1), indicator('i2', 2), indicator('i3', 2)]);
    const data = buildProvinceSummary(
      input([lao(1, [5, null, null], two), lao(2, [3, 5, 5], two), lao(3, [0, 0, null], two)], { instrument: two }),
    );
    expect(data.aspects.map(({ laos, team }) => [laos, team.text])).toEqual([
      ['3', '53.33'],
      ['2', '50.00'],
    ]);
    expect(data.overall).toMatchObject({ laos: '3', team: { text: '60.00' } });
  });

  test('follow the method of the instrument', () => {
    const uneven = instrumentOf([indicator('i1', 1), indicator('i2', 2), indicator('i3', 2), indicator('i4', 2)]);
    const overall = (method: Instrument['method']) => {
      const instrument = { ...uneven, method };
      const data = buildProvinceSummary(input([lao(1, [5, 0, 0, 0], instrument)], { instrument }));
      return [data.overall.team.text, data.laos[0]?.overall];
    };
    expect(overall('mean-of-aspects')).toEqual(['50.00', '50.00']);
    expect(overall('points-ratio')).toEqual(['25.00', '25.00']);
  });
});

describe('grades and passing', () => {
  const results = [
    lao(1, [5, 5, 5, 5, 5, 5]),
    lao(2, [5, 5, 5, 5, 5, 0], one, 'subdistrict_admin_org'),
    lao(3, [5, 5, 5, 3, 3, 0]),
    lao(4, [5, 5, 0, 0, 0, 0], one, 'subdistrict_admin_org'),
    lao(5, [5, 5, 5, 5, 5, 0]),
  ];
  const data = buildProvinceSummary(input(results));

  test('are counted by type and together, as each LAO has it on its own paper', () => {
    expect(data.grades.heads).toEqual(['ดีเด่น', 'ดีมาก', 'ดี', 'ต่ำกว่าเกณฑ์']);
    expect(data.grades.rows).toEqual([
      { label: 'เทศบาลตำบล', cells: ['3', '84.44', '3', '1', '1', '1', '0'] },
      { label: 'องค์การบริหารส่วนตำบล', cells: ['2', '58.33', '1', '0', '1', '0', '1'] },
    ]);
    expect(data.grades.total).toEqual(['5', '74.00', '4', '1', '2', '1', '1']);
    expect(data.grades.bars.map(({ count }) => [count.length, count.text])).toEqual([
      [20, '1'],
      [40, '2'],
      [20, '1'],
      [20, '1'],
    ]);
  });

  test('list who passed, the best first, equal ones by code', () => {
    expect(data.passed.map(({ order, lao: name, percent }) => [order, name, percent])).toEqual([
      ['1', 'เทศบาลตำบลที่ 1', '100.00'],
      ['2', 'องค์การบริหารส่วนตำบลที่ 2', '83.33'],
      ['3', 'เทศบาลตำบลที่ 5', '83.33'],
      ['4', 'เทศบาลตำบลที่ 3', '70.00'],
    ]);
    expect(data.failed.map(({ order, percent }) => [order, percent])).toEqual([['1', '33.33']]);
  });

  test('are told in words', () => {
    expect(plain(data.opening)).toContain(
      'จำนวน 5 แห่ง มีองค์กรปกครองส่วนท้องถิ่นผ่านเกณฑ์ร้อยละ 70 จำนวน 4 แห่ง คิดเป็นร้อยละ 80.00',
    );
    expect(data.overview.map(({ value }) => plain(value))).toEqual([
      '5 แห่ง',
      '4 แห่ง',
      '1 แห่ง',
      '74.00',
      '33.33',
      '100.00',
    ]);
  });
});

describe('the weakest indicators', () => {
  const weakest = (indicators: readonly Indicator[], points: readonly (readonly (number | null)[])[]) => {
    const instrument = instrumentOf(indicators);
    return buildProvinceSummary(
      input(
        points.map((row, index) => lao(index + 1, row, instrument)),
        { instrument },
      ),
    ).weakest;
  };

  test('are those with the lowest share of the full points, over the LAOs that have points in them', () => {
    const rows = weakest(
      [indicator('i1', 1), indicator('i2', 1), indicator('i3', 1, { points: 10 })],
      [
        [5, 3, null],
        [5, 0, 10],
        [5, 3, 3],
      ],
    );
    expect(
      rows.map(({ number, percent, laos, full, zero, removed }) => [number, percent.text, laos, full, zero, removed]),
    ).toEqual([
      ['2', '40.00', '3', '0', '1', '0'],
      ['3', '65.00', '2', '1', '0', '1'],
    ]);
  });

  test('are never pilots, nor what everybody has in full', () => {
    expect(weakest([indicator('i1', 1, { pilot: true }), indicator('i2', 1)], [[0, 5]])).toEqual([]);
  });

  test('are at most ten', () => {
    const many = Array.from({ length: 30 }, (_, index) => indicator(`i${index + 1}`, 1));
    expect(weakest(many, [many.map(() => 3)])).toHaveLength(10);
  });
});

describe('honesty', () => {
  test('says over how many the averages are, that the instrument is a sample, and who is not in it', () => {
    const leftOut = [
      { laoCode: '06990007', laoName: 'น้ำใส', isLocked: false },
      { laoCode: '06990008', laoName: 'กุดชี้', isLocked: true },
    ];
    const data = buildProvinceSummary(input([lao(1, [5, 5, 5, 5, 5, 5])], { known: 3, leftOut }));
    expect(data.notices).toEqual([
      'ค่าเฉลี่ยและจำนวนทั้งหมดคิดเฉพาะ อปท. ที่ทีมประเมินสรุปผลแล้ว 1 แห่ง จาก 3 แห่งที่มีข้อมูลในเครื่องนี้',
      expect.stringContaining('ไม่ใช่แบบประเมินของกรมส่งเสริมการปกครองท้องถิ่น'),
    ]);
    expect(data.leftOut).toEqual([
      { code: '06990007', lao: 'น้ำใส', reason: 'ทีมยังไม่สรุปผล' },
      { code: '06990008', lao: 'กุดชี้', reason: 'อ่านข้อมูลไม่ได้' },
    ]);
    expect(data.origin.map(({ value }) => plain(value))).toEqual([
      `ชุดทดสอบ รุ่น 1 (SHA-256 ${'AB'.repeat(8)}…)`,
      '1 แห่ง',
      '2 กันยายน 2567 10:00 น.',
    ]);
  });

  test('in English everything that is not data is English, in Thai digits there is no other digit', () => {
    const results = [lao(1, [5, 3, 0, null, 5, 5])];
    const english = buildProvinceSummary(input(results, { language: 'en' }));
    expect(plain(english.opening)).toBe(
      'Of the 1 local administrative organisations in ธารานคร Province that were assessed for 2567, 1 (100.00 %) reach the pass mark of 70 %, as follows.',
    );
    const { origin: _, language, kind, digits, ...thai } = buildProvinceSummary(input(results, { digits: 'thai' }));
    const texts = JSON.stringify(thai).replace(/"length":[\d.]+|ตัวชี้วัด i\d/g, '');
    expect([language, kind, digits, texts]).toEqual([
      'th',
      'province-summary',
      'thai',
      expect.not.stringMatching(/[0-9]/),
    ]);
  });

  test('is plain data that the print page accepts', () => {
    const data = buildProvinceSummary(input([lao(1, [5, 3, 0, null, 5, 5]), lao(2, [0, 0, 0, 0, 0, 0])]));
    expect(PrintJob.parse(JSON.parse(JSON.stringify(data)))).toEqual(data);
  });
});
