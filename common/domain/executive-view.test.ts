import { expect, test } from 'vitest';
import { PrintJob } from '#common/contract/print-job.ts';
import { historyOf, indicator, instrumentOf, manifestOf, score } from '#tests/support/review-builder.ts';
import { findIndicators, proposeExecutiveForm, unknownNumber, type ExecutiveForm } from './executive-form.ts';
import { buildExecutiveView } from './executive-view.ts';
import { provinceResultOf } from './province-result.ts';
import { reduceReview } from './reduce-review.ts';

const titled = (id: string, th: string) => indicator(id, 1, { title: { th, en: `${th} (en)` } });
const instrument = instrumentOf([
  titled('i1', 'การประหยัดพลังงานและการรายงานการใช้พลังงาน'),
  titled('i2', 'ความสอดคล้องของแผนพัฒนาท้องถิ่นกับแผนพัฒนาจังหวัด'),
  titled('i3', 'การประเมินความพึงพอใจของประชาชน'),
  titled('i4', 'ถนนที่ได้รับการซ่อมบำรุง'),
]);

const proposed = proposeExecutiveForm(instrument);

test('the proposal goes by the words of the titles, and names only what a letter names', () => {
  expect(proposed).toMatchObject({ energy: '1', plan: '2', satisfaction: '3' });
  expect(proposed.issues.map(({ name, numbers }) => [name, numbers])).toEqual([
    ['การลดพลังงาน', '1'],
    ...Array.from({ length: 7 }, () => ['', '']),
    ['การบูรณาการความร่วมมือระหว่างหน่วยงาน', ''],
  ]);
});

test('numbers are found in both digits, once each; one that is not there is named', () => {
  const found = findIndicators(instrument, ' ๔, 1 1,');
  expect('found' in found && found.found.map(({ id }) => id)).toEqual(['i4', 'i1']);
  expect(findIndicators(instrument, '1, 99')).toEqual({ unknown: '99' });
  expect(unknownNumber(instrument, proposed)).toBeNull();
  expect(unknownNumber(instrument, { ...proposed, plan: '2 7.1' })).toBe('7.1');
});

function view(form: ExecutiveForm, digits: 'thai' | 'arabic' = 'arabic') {
  const of = (code: string, points: readonly (number | null)[]) => {
    const { events, add } = historyOf();
    for (const [index, value] of points.entries()) {
      const id = `i${index + 1}`;
      if (value === null)
        add({ type: 'not-applicable.set', payload: { indicator: id, value: { reason: 'ไม่มี', agreedBy: 'ทีม' } } });
      else add(score(id, value));
    }
    const manifest = manifestOf();
    return provinceResultOf(instrument, { ...manifest, lao: { ...manifest.lao, code } }, reduceReview(events));
  };
  return buildExecutiveView(
    {
      ...{ province: 'ธารานคร', year: 2567, instrument, instrumentDigest: 'ab'.repeat(32), known: 2, leftOut: [] },
      ...{ language: 'th', digits, printedAt: '2024-09-02T10:00:00+07:00' },
      results: [of('06990001', [5, 3, null, 5]), of('06990002', [3, 0, 5, 5])],
    },
    form,
  );
}

test('shows LPA results by issue and by LAO, and adds nothing up', () => {
  const data = view(proposed);
  expect(data.issues[0]).toEqual({
    number: '1',
    name: 'การลดพลังงาน',
    indicators: [
      { number: '1', title: instrument.indicators[0]?.title.th, laos: '2', percent: '80.00', full: '1', zero: '0' },
    ],
  });
  expect(data.issues[1]).toEqual({ number: '2', name: null, indicators: [] });
  expect(data.laos.map(({ cells }) => cells)).toEqual([
    ['1: 5/5', '2: 3/5', '3: ตัดฐาน'],
    ['1: 3/5', '2: 0/5', '3: 5/5'],
  ]);
  expect(data.notices[0]).toBe('ไม่มีการให้คะแนนผู้บริหารซ้ำ ตัวเลขทั้งหมดเป็นผล LPA');
});

test('leaves a cell open where no indicator speaks to it', () => {
  expect(view({ ...proposed, plan: '' }).laos.map(({ cells }) => cells[1])).toEqual(['', '']);
});

test('is plain data that the print page accepts', () => {
  const data = view(proposed, 'thai');
  expect(PrintJob.parse(JSON.parse(JSON.stringify(data)))).toEqual(data);
  expect(data.laos[0]?.cells[0]).toBe('๑: ๕/๕');
});
