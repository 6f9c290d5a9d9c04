import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Instrument } from '#common/domain/instrument.ts';
import { composeInstrument, firstRows, provincialForm, type ProvincialForm } from './provincial-form.ts';

const base = JSON.parse(
  readFileSync(new URL('../../../resources/instruments/lpa-2567-sample.json', import.meta.url), 'utf8'),
) as Instrument;
const form = (): ProvincialForm => provincialForm(base, 'ธารานคร');
const withFirst = (change: Partial<ProvincialForm['drafts'][number]>): ProvincialForm => {
  const { version, drafts } = form();
  return { version, drafts: drafts.map((draft, index) => (index === 0 ? { ...draft, ...change } : draft)) };
};

test('the placeholders of the shipped instrument are the ones to write', () => {
  expect(form().drafts.map(({ id, number }) => [id, number])).toEqual([
    ['i10', '10'],
    ['i11', '11'],
  ]);
  const { instrument, problems } = composeInstrument(base, form());
  expect(problems).toEqual([]);
  expect(instrument?.version).toBe('1-ธารานคร');
  expect(instrument?.indicators.filter(({ provincial }) => !provincial)).toEqual(
    base.indicators.filter(({ provincial }) => !provincial),
  );
});

test('an own indicator with a checklist stands in its place, and everything else stays', () => {
  const draft = withFirst({
    th: 'โครงการถนนสีขาวปลอดอุบัติเหตุ',
    en: '',
    rule: 'รายการ',
    evidence: 'แผนงาน\nภาพถ่าย',
    ...firstRows('รายการ'),
    items: ['มีแผน', 'มีงบ', 'มีผล'].map((th) => ({ th })),
  });
  const { instrument, problems } = composeInstrument(base, draft);
  expect(problems).toEqual([]);
  expect(instrument?.indicators[9]).toMatchObject({
    id: 'i10',
    provincial: true,
    source: 'province',
    title: { th: 'โครงการถนนสีขาวปลอดอุบัติเหตุ', en: 'โครงการถนนสีขาวปลอดอุบัติเหตุ' },
    evidence: [{ th: 'แผนงาน' }, { th: 'ภาพถ่าย' }],
    rule: {
      kind: 'checklist',
      items: [{ id: 'p1', text: { th: 'มีแผน' } }, { id: 'p2' }, { id: 'p3' }],
      steps: [
        { atLeast: 3, points: 5 },
        { atLeast: 2, points: 3 },
        { atLeast: 1, points: 1 },
        { atLeast: 0, points: 0 },
      ],
    },
  });
});

describe('faults stand where they are put right', () => {
  test.each<[string, ProvincialForm, string, string]>([
    ['no title', withFirst({ th: ' ' }), 'drafts.0.th', 'required'],
    ['no version', { ...form(), version: '' }, 'version', 'required'],
    ['no text of a level', withFirst({ rule: 'ระดับ', ...firstRows('ระดับ') }), 'drafts.0.rows.0.th', 'required'],
    [
      'a condition that says nothing',
      withFirst({
        ...{ rule: 'ร้อยละ', what: 'ก', denominator: 'ข', unit: 'คน' },
        rows: ['มาก', '≥ 0'].map((condition, index) => ({ points: index === 0 ? '5' : '0', condition, th: 'ก' })),
      }),
      'drafts.0.rows.0.condition',
      'bad-condition',
    ],
    ['an item without words', withFirst({ rule: 'รายการ', ...firstRows('รายการ') }), 'drafts.0.items.0.th', 'required'],
    [
      'levels that do not descend',
      withFirst({ rule: 'ระดับ', rows: ['0', '5'].map((points) => ({ points, condition: '', th: 'ก' })) }),
      'drafts.0.rule',
      'levels-not-descending',
    ],
    [
      'a day that is none',
      withFirst({ rule: 'กำหนดเวลา', due: 'เร็วๆ นี้', what: 'ก' }),
      'drafts.0.due',
      'not-a-date-cell',
    ],
  ])('%s', (_, draft, path, code) => {
    const { instrument, problems } = composeInstrument(base, draft);
    expect(instrument).toBeNull();
    expect(problems).toContainEqual({ path, code });
  });
});
