import { describe, expect, test } from 'vitest';
import type { Change } from '#common/domain/review-event.ts';
import { traceChanges } from '#common/domain/trace-changes.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { historyOf } from '#tests/support/review-builder.ts';
import { changeWords, stepWords } from './change-words.ts';
import { createFormat } from './format.ts';
import { historyWords } from './history-words.ts';

const t = historyWords.th;
const wording = { t, format: createFormat('th', 'arabic'), titleOf: (id: string) => `ไฟล์ ${id}` };
const id = '01890a5d-ac96-474b-bcce-000000000001';
const mark = toWebAnnotation({
  id,
  evidence: 'e1',
  sha256: 'a'.repeat(64),
  indicator: 'i1',
  page: 4,
  kind: 'rectangle',
  rects: [{ x: 1, y: 1, width: 5, height: 5 }],
  strokes: [],
  colour: 'blue',
  stamp: '',
  quote: null,
  comment: 'ยอดรวมไม่ตรง',
  author: { id: 'a1', name: 'ก' },
  createdAt: '2024-07-05T09:00:00Z',
  modifiedAt: '2024-07-05T09:00:00Z',
});
const request = (text: string, done = false): Change => ({
  type: 'request.set',
  payload: { id, indicator: 'i1', kind: 'question', text, done },
});
const told = (...changes: readonly Change[]) =>
  traceChanges(historyOf(...changes).events)
    .map(({ event, before }) => changeWords({ ...event, before }, wording))
    .map(({ what, from, to }) => `${what}: ${from ?? ''} → ${to}`);

describe('every kind of change says from what to what', () => {
  test.each<readonly [string, readonly Change[], string]>([
    [
      'score',
      [3, 5].map((points) => ({ type: 'score.set', payload: { indicator: 'i1', points } })),
      'คะแนนทีม: 3 คะแนน → 5 คะแนน',
    ],
    [
      'measure',
      ['37', '40'].map((numerator) => ({
        type: 'measure.set',
        payload: { indicator: 'i1', measure: { kind: 'percent', numerator, denominator: '43' } },
      })),
      'ผลที่ตรวจพบ: 37 ÷ 43 = ร้อยละ 86.05 → 40 ÷ 43 = ร้อยละ 93.02',
    ],
    [
      'not applicable',
      [{ type: 'not-applicable.set', payload: { indicator: 'i1', value: { reason: 'ไม่มีตลาด', agreedBy: 'ทีม' } } }],
      'ตัดฐาน: นำมาคิดคะแนน → ไม่มีตลาด (เห็นชอบโดย ทีม)',
    ],
    [
      'confidence',
      [{ type: 'confidence.set', payload: { indicator: 'i1', confidence: 'low' } }],
      'ความมั่นใจ: ไม่ระบุ → ต่ำ',
    ],
    ['flag', [{ type: 'flag.set', payload: { indicator: 'i1', flagged: true } }], 'ถามประธาน: ไม่ติดธง → ติดธง'],
    [
      'request',
      [request('ส่งช้าเพราะเหตุใด'), request('ส่งช้าเพราะเหตุใด', true)],
      'คำถามถึง อปท.: ส่งช้าเพราะเหตุใด (รออยู่) → ส่งช้าเพราะเหตุใด (ได้รับแล้ว)',
    ],
    [
      'removed request',
      [request('ส่งช้าเพราะเหตุใด'), { type: 'request.removed', payload: { id } }],
      'คำถามถึง อปท.: ส่งช้าเพราะเหตุใด (รออยู่) → ลบแล้ว',
    ],
    [
      'certificate',
      [
        {
          type: 'certificate.set',
          payload: {
            id,
            indicator: 'i1',
            issuer: 'สตง.',
            title: 'รายงานการสอบบัญชี',
            issuedOn: '2023-12-20',
            signer: 'นายก',
            evidence: null,
          },
        },
      ],
      'หนังสือรับรอง:  → รายงานการสอบบัญชี · สตง. · 20 ธ.ค. 2566 · นายก',
    ],
    [
      'mark',
      [
        { type: 'annotation.created', payload: { annotation: mark } },
        { type: 'annotation.deleted', payload: { id: mark.id } },
      ],
      'เครื่องหมายในหลักฐาน: กรอบ · ไฟล์ e1 · หน้า 4 · ยอดรวมไม่ตรง → ลบแล้ว',
    ],
    [
      'citation',
      [{ type: 'citation.added', payload: { id, indicator: 'i1', evidence: 'e9', annotation: null } }],
      'อ้างหลักฐาน:  → ไฟล์ e9',
    ],
    ['remark', [{ type: 'remark.set', payload: { indicator: 'i1', text: 'ดูอีกครั้ง' } }], 'หมายเหตุ:  → ดูอีกครั้ง'],
    [
      'deadline',
      [{ type: 'measure.set', payload: { indicator: 'i1', measure: { kind: 'deadline', doneOn: '2023-12-20' } } }],
      'ผลที่ตรวจพบ: ไม่มี → 20 ธันวาคม 2566',
    ],
  ])('%s', (_, changes, expected) => expect(told(...changes).at(-1)).toBe(expected));
});

test('a type of a newer version is another change, and no kind of step is without words', () => {
  expect(changeWords({ type: 'weather.set', payload: {}, before: null }, wording).what).toBe('การเปลี่ยนแปลงอื่น');
  for (const type of ['citation.removed', 'annotation.updated', 'certificate.set', 'live-check.set', 'confidence.set'])
    expect(stepWords(type, t)).not.toBe(t.other);
});
