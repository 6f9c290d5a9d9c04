import type { Instrument, Indicator, Rule } from '#common/domain/instrument.ts';
import { nextClock } from '#common/domain/hybrid-clock.ts';
import { laoTypes } from '#common/domain/lao.ts';
import type { Change, ReviewEvent } from '#common/domain/review-event.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';

const text = (th: string) => ({ th, en: th });

/** Levels 5/3/1/0. */
export const levels: Rule = {
  kind: 'levels',
  levels: [5, 3, 1, 0].map((points) => ({ points, text: text(`ระดับ ${points}`) })),
};

export const indicator = (id: string, aspect: number, more: Partial<Indicator> = {}): Indicator => ({
  id,
  number: id.replace(/\D/g, ''),
  aspect,
  title: text(`ตัวชี้วัด ${id}`),
  appliesTo: laoTypes,
  points: 5,
  pilot: false,
  provincial: false,
  notApplicable: 'remove',
  evidence: [],
  systems: [],
  rule: levels,
  source: 'sample',
  ...more,
});

/** Five aspects unless said otherwise; grades 90/80/70/0. */
export const instrumentOf = (indicators: readonly Indicator[], more: Partial<Instrument> = {}): Instrument => ({
  format: 'lpa-instrument/1',
  id: 'test',
  version: '1',
  year: 2567,
  title: text('ชุดทดสอบ'),
  sample: true,
  passMark: '70',
  grades: [
    ['excellent', 'ดีเด่น', '90'],
    ['very-good', 'ดีมาก', '80'],
    ['good', 'ดี', '70'],
    ['below', 'ต่ำกว่าเกณฑ์', '0'],
  ].map(([id = '', name = '', from = '']) => ({ id, name: text(name), from })),
  method: 'mean-of-aspects',
  aspects: [...new Set(indicators.map(({ aspect }) => aspect))]
    .sort()
    .map((number) => ({ number, title: text('ด้าน') })),
  indicators,
  ...more,
});

export const manifestOf = (
  selfPoints: Readonly<Record<string, number | null>> = {},
  more: Partial<SubmissionManifest> = {},
): SubmissionManifest => ({
  format: 'lpa-submission/1',
  id: '01890a5d-ac96-774b-bcce-b302099a8001',
  revision: 1,
  issuedAt: '2024-06-20T10:00:00+07:00',
  lao: {
    code: '05990312',
    name: 'ท่าแก้วพัฒนา',
    type: 'subdistrict_municipality',
    district: 'ท่าแก้ว',
    province: 'ธารานคร',
  },
  round: {
    id: 'lpa-2567',
    year: 2567,
    title: text('LPA 2567'),
    deadline: { original: '2024-07-31', extended: null },
  },
  assignment: {
    team: 'ทีมประเมินที่ 3',
    order: { number: '2145/2567', date: '2024-05-14' },
    visit: { date: '2024-07-05', time: '09:00', place: 'ห้องประชุมสภาเทศบาล' },
    members: [{ name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' }],
  },
  instrument: { id: 'test', version: '1', digest: 'a'.repeat(64) },
  answers: Object.entries(selfPoints).map(([id, points]) => ({
    indicator: id,
    selfPoints: points,
    measure: null,
    note: '',
  })),
  evidence: [],
  links: [],
  survey: [],
  certification: {
    form: 'LRP001',
    name: 'นายวรพจน์ ธรรมวงศ์ไพศาล',
    position: 'นายกเทศมนตรี',
    certifiedOn: '2024-06-23',
    receivedOn: null,
  },
  ...more,
});

interface Writer {
  readonly actor?: string;
  readonly device?: string;
  readonly undoes?: string;
  readonly redoes?: string;
  /** Milliseconds since the epoch, instead of a second after the one before. */
  readonly at?: number;
}

/** A history that grows by `add`; one second passes between events. */
export function historyOf(...changes: readonly Change[]) {
  const events: ReviewEvent[] = [];
  const add = (change: { type: string; payload: unknown }, by: Writer = {}): ReviewEvent => {
    const { actor = 'a1', device = '1f0c9a52-0000-4000-8000-000000000001', at, ...marks } = by;
    const number = events.length + 1;
    const now = at ?? Date.UTC(2024, 6, 5, 2) + number * 1000;
    const event: ReviewEvent = {
      id: `01890a5d-ac96-774b-bcce-${number.toString(16).padStart(12, '0')}`,
      submission: '01890a5d-ac96-774b-bcce-b302099a8001',
      actor: { id: actor, name: `ผู้ประเมิน ${actor}` },
      device,
      clock: nextClock(events.at(-1)?.clock ?? null, now, device),
      previous: null,
      ...marks,
      ...change,
    };
    events.push(event);
    return event;
  };
  for (const change of changes) add(change);
  return { events, add };
}

export const score = (id: string, points: number | null): Change => ({
  type: 'score.set',
  payload: { indicator: id, points },
});
