import { describe, expect, test } from 'vitest';
import type { Rule } from '#common/domain/instrument.ts';
import { dateProblem, exceeds, formSchema, readDecimal, readMeasure, type FormValues } from './measure-input.ts';

const text = (th: string) => ({ th, en: th });
const empty: FormValues = {
  points: null,
  numerator: '',
  denominator: '',
  ticked: null,
  doneOn: '',
  notDone: false,
  differenceReason: '',
  overrideReason: '',
  remark: '',
};
const percent: Rule = {
  kind: 'percent',
  numerator: text('ซ่อม'),
  denominator: text('ทั้งหมด'),
  unit: text('สาย'),
  bands: [{ points: 5, from: '0', inclusive: true, text: text('มี') }],
};
const checklist: Rule = {
  kind: 'checklist',
  items: ['a', 'b', 'c'].map((id) => ({ id, text: text(id) })),
  steps: [{ atLeast: 0, points: 0 }],
};
const deadline: Rule = {
  kind: 'deadline',
  what: text('ส่ง'),
  due: '2023-12-29',
  steps: [{ lateDays: null, points: 0, text: text('ช้า') }],
};

describe('numbers as people type them', () => {
  test.each([
    ['37', '37'],
    ['๓๗', '37'],
    [' 1,234.50 ', '1234.50'],
    ['๑,๒๓๔.๕', '1234.5'],
    ['.5', '0.5'],
    ['12.', '12'],
    ['', null],
    ['-3', null],
    ['3..4', null],
    ['สาม', null],
    ['1e9', null],
  ])('%s', (typed, read) => {
    expect(readDecimal(typed)).toBe(read);
  });
});

test('percent: empty is nothing, half is incomplete, both are a measure', () => {
  expect(readMeasure(percent, empty)).toBeNull();
  expect(readMeasure(percent, { ...empty, numerator: '37' })).toBe('incomplete');
  expect(readMeasure(percent, { ...empty, numerator: '37', denominator: '0' })).toBe('incomplete');
  expect(readMeasure(percent, { ...empty, numerator: '๓๗', denominator: '43' })).toEqual({
    kind: 'percent',
    numerator: '37',
    denominator: '43',
  });
  expect(exceeds({ ...empty, numerator: '44', denominator: '43' })).toBe(true);
  expect(exceeds({ ...empty, numerator: '43', denominator: '43' })).toBe(false);
});

test('checklist: in the order of the rule; none found is a finding', () => {
  expect(readMeasure(checklist, { ...empty, ticked: [] })).toEqual({ kind: 'checklist', ticked: [] });
  expect(readMeasure(checklist, empty)).toBeNull();
  expect(readMeasure(checklist, { ...empty, ticked: ['c', 'a'] })).toEqual({ kind: 'checklist', ticked: ['a', 'c'] });
});

test('deadline: พ.ศ. in any spelling, not done, or a sentence', () => {
  expect(readMeasure(deadline, { ...empty, doneOn: '20 ธ.ค. 2566' })).toEqual({
    kind: 'deadline',
    doneOn: '2023-12-20',
  });
  expect(readMeasure(deadline, { ...empty, doneOn: '๒๐/๑๒/๒๕๖๖' })).toMatchObject({ doneOn: '2023-12-20' });
  expect(readMeasure(deadline, { ...empty, notDone: true })).toEqual({ kind: 'deadline', doneOn: null });
  expect(readMeasure(deadline, { ...empty, doneOn: 'เมื่อวาน' })).toBe('incomplete');
});

test.each(['20/12/66', '๒๐/๑๒/๖๖', '20 ธ.ค. 66', '5 ธันวาคม พ.ศ. ๖๖', '20-12-66', '20 Dec 66 BE'])(
  'the year of %s could be พ.ศ. or ค.ศ., so it is refused and nothing is measured',
  (doneOn) => {
    expect(dateProblem(doneOn)).toBe('two-digit-year');
    expect(readMeasure(deadline, { ...empty, doneOn })).toBe('incomplete');
  },
);

test.each(['', '20/12/2566', '2023-12-20', '20 Dec 2566 BE', '๕ กรกฎาคม พ.ศ. ๒๕๖๗', 'วันศุกร์ที่ 5 กรกฎาคม 2567'])(
  '%s is fine as a day',
  (typed) => expect(dateProblem(typed)).toBeNull(),
);

test('each wrong field has its own problem', () => {
  const problems = (change: Partial<FormValues>) =>
    formSchema.safeParse({ ...empty, ...change }).error?.issues.map((issue) => [issue.path[0], issue.message]);
  expect(problems({})).toBeUndefined();
  expect(problems({ numerator: 'x' })).toEqual([['numerator', 'not-a-number']]);
  expect(problems({ denominator: '๐' })).toEqual([['denominator', 'denominator-zero']]);
  expect(problems({ doneOn: '32 ธ.ค. 2566' })).toEqual([['doneOn', 'not-a-date']]);
  expect(problems({ doneOn: '20/12/66' })).toEqual([['doneOn', 'two-digit-year']]);
  expect(problems({ remark: 'ก'.repeat(10_001) })).toEqual([['remark', 'too-long']]);
});
