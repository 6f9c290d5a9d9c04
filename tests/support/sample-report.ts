import type { Indicator, Instrument } from '#common/domain/instrument.ts';
import type { ReportInput } from '#common/domain/report-input.ts';
import { untouched, type IndicatorReview, type Review } from '#common/domain/review.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';

/** Thai text that goes wrong first: sara am, tone marks over vowels, tall consonants with marks below. */
const titles = [
  'การจัดส่งรายงานการควบคุมภายใน',
  'ร้อยละของรายจ่ายเพื่อการลงทุน',
  'ทะเบียนคุมผู้ค้างชำระภาษีที่ดินและสิ่งปลูกสร้าง',
  'คุณภาพน้ำอุปโภคบริโภค',
  'ที่นั่งและเก้าอี้สำหรับผู้สูงอายุ กี้ ปู่ ย่า น้ำ',
];

const aspects = [
  { th: 'การบริหารจัดการ', en: 'Administration' },
  { th: 'การบริหารงานบุคคลและกิจการสภา', en: 'Personnel and council affairs' },
  { th: 'การบริหารงานการเงินและการคลัง', en: 'Finance and treasury' },
  { th: 'การบริการสาธารณะ', en: 'Public services' },
  { th: 'ธรรมาภิบาล', en: 'Good governance' },
];

const two = (th: string, en = `${th} (en)`) => ({ th, en });

const rules: readonly Indicator['rule'][] = [
  {
    kind: 'levels',
    levels: [
      { points: 5, text: two('ดำเนินการครบถ้วนและรายงานผลต่อผู้บริหาร') },
      { points: 3, text: two('ดำเนินการแล้วแต่ยังไม่รายงานผล') },
      { points: 0, text: two('ไม่ได้ดำเนินการ') },
    ],
  },
  {
    kind: 'percent',
    numerator: two('รายจ่ายเพื่อการลงทุน'),
    denominator: two('รายจ่ายทั้งหมด'),
    unit: two('บาท', 'baht'),
    bands: [
      { points: 5, from: '20', inclusive: true, text: two('ร้อยละ 20 ขึ้นไป') },
      { points: 3, from: '15', inclusive: true, text: two('ร้อยละ 15 ขึ้นไป') },
      { points: 0, from: '0', inclusive: true, text: two('ต่ำกว่าร้อยละ 15') },
    ],
  },
  {
    kind: 'checklist',
    items: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: two(`รายการ ${id}`) })),
    steps: [
      { atLeast: 4, points: 5 },
      { atLeast: 2, points: 3 },
      { atLeast: 0, points: 0 },
    ],
  },
  {
    kind: 'deadline',
    what: two('ส่งรายงาน'),
    due: '2023-12-29',
    steps: [
      { lateDays: 0, points: 5, text: two('ทันกำหนด') },
      { lateDays: 30, points: 3, text: two('ช้าไม่เกิน 30 วัน') },
      { lateDays: null, points: 0, text: two('ช้ากว่านั้น') },
    ],
  },
];

const measures: readonly IndicatorReview['measure'][] = [
  null,
  { kind: 'percent', numerator: '1842000', denominator: '10000000' },
  { kind: 'checklist', ticked: ['a', 'b'] },
  { kind: 'deadline', doneOn: '2024-01-05' },
];

export interface SampleReport {
  readonly indicators?: number;
  /** How many of them get 3 instead of the LAO's 5. */
  readonly differences?: number;
  readonly notApplicable?: number;
  readonly pilots?: number;
  readonly finalised?: boolean;
  readonly laoName?: string;
  readonly reason?: string;
  readonly language?: ReportInput['language'];
  readonly digits?: ReportInput['digits'];
}

/** A whole report's input, of any size; invented names and numbers. */
export function sampleReport(options: SampleReport = {}): ReportInput {
  const { indicators: count = 40, differences = 4, notApplicable = 2, pilots = 1, finalised = true } = options;
  const indicators = Array.from({ length: count }, (_, index) => indicatorAt(index, count, pilots));
  const instrument: Instrument = {
    format: 'lpa-instrument/1',
    id: 'sample-2567',
    version: '1.0',
    year: 2567,
    title: two('ชุดตัวชี้วัดตัวอย่าง 2567', 'Sample instrument 2567'),
    sample: true,
    passMark: '70',
    grades: [
      { id: 'a', name: two('ดีเด่น', 'Excellent'), from: '90' },
      { id: 'b', name: two('ดีมาก', 'Very good'), from: '80' },
      { id: 'c', name: two('ดี', 'Good'), from: '70' },
      { id: 'd', name: two('ต่ำกว่าเกณฑ์', 'Below the pass mark'), from: '0' },
    ],
    method: 'mean-of-aspects',
    aspects: aspects.map((title, index) => ({ number: index + 1, title })),
    indicators,
  };
  const manifest = manifestOf(indicators, options.laoName ?? 'ท่าแก้วพัฒนา');
  const reviews = indicators.map((indicator, index): [string, IndicatorReview] => [
    indicator.id,
    index < differences
      ? {
          ...untouched,
          points: 3,
          measure: measures[index % 4] ?? null,
          differenceReason: options.reason ?? 'จัดส่งภายในกำหนด แต่ไม่พบแบบ ปค.6 ในชุดที่จัดส่ง',
          overrideReason: index === 2 ? 'พบเอกสารเพิ่มที่ห้องงานคลัง' : '',
        }
      : index < differences + notApplicable
        ? { ...untouched, notApplicable: { reason: 'ไม่มีตลาดในพื้นที่', agreedBy: 'ทีมประเมิน 4 คน' } }
        : { ...untouched, points: 5, measure: null },
  ]);
  const review = reviewOf(Object.fromEntries(reviews), finalised);
  return {
    manifest,
    instrument,
    review,
    cited: new Map(),
    totals: computeTotals(instrument, manifest, review),
    language: options.language ?? 'th',
    digits: options.digits ?? 'thai',
    code: finalised ? '7F3A-91C2-D05E-44B8' : null,
    printedAt: '2024-07-05T15:10:00+07:00',
  };
}

const indicatorAt = (index: number, count: number, pilots: number): Indicator => ({
  id: `i${String(index + 1).padStart(3, '0')}`,
  number: String(index + 1),
  aspect: Math.min(5, Math.floor((index * 5) / count) + 1),
  title: two(titles[index % titles.length]!),
  appliesTo: ['subdistrict_municipality'],
  points: 5,
  pilot: index >= count - pilots,
  provincial: index === Math.floor(count / 2),
  notApplicable: 'remove',
  evidence: [],
  systems: [],
  rule: rules[index % rules.length]!,
  source: 'sample',
});

const manifestOf = (indicators: readonly Indicator[], name: string): SubmissionManifest => ({
  format: 'lpa-submission/1',
  id: '1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b',
  revision: 1,
  issuedAt: '2024-06-24T09:00:00+07:00',
  lao: { code: '05990312', name, type: 'subdistrict_municipality', district: 'ท่าแก้ว', province: 'ธารานคร' },
  round: {
    id: 'r2567',
    year: 2567,
    title: two('รอบปกติ'),
    deadline: { original: '2024-08-30', extended: null },
  },
  assignment: {
    team: '3',
    order: { number: '2145/2567', date: '2024-05-14' },
    visit: { date: '2024-07-05', time: '09:00', place: 'ห้องประชุมสภาเทศบาล' },
    members: [
      { name: 'นายธนพล ศรีสุนทรกิจ', title: 'ประธานทีมประเมิน' },
      { name: 'นางกมลวรรณ บุญรักษ์ไพศาล', title: 'กรรมการ' },
      { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' },
      { name: 'นายอนุวัฒน์ ชัยประเสริฐพงศ์', title: 'กรรมการและเลขานุการ' },
    ],
  },
  instrument: { id: 'sample-2567', version: '1.0', digest: 'a'.repeat(64) },
  answers: indicators.map(({ id }) => ({ indicator: id, selfPoints: 5, measure: null, note: '' })),
  evidence: [
    {
      id: 'e1',
      indicators: ['i001'],
      title: 'ปค.1 หนังสือรับรอง',
      path: 'evidence/e1.pdf',
      sha256: 'b'.repeat(64),
      size: 1,
      mediaType: 'application/pdf',
    },
    {
      id: 'e2',
      indicators: ['i001'],
      title: 'ปค.4 และ ปค.5',
      path: 'evidence/e2.pdf',
      sha256: 'c'.repeat(64),
      size: 1,
      mediaType: 'application/pdf',
    },
    {
      id: 'e3',
      indicators: ['i002'],
      title: 'รายงาน e-LAAS',
      path: 'evidence/e3.pdf',
      sha256: 'd'.repeat(64),
      size: 1,
      mediaType: 'application/pdf',
    },
    {
      id: 'e4',
      indicators: ['i004'],
      title: 'ภาพจุดบริการน้ำดื่ม',
      path: 'evidence/e4.jpg',
      sha256: 'e'.repeat(64),
      size: 1,
      mediaType: 'image/jpeg',
    },
  ],
  links: [],
  survey: [],
  certification: { form: 'LRP001', name: 'นายกเทศมนตรี', position: 'นายก', certifiedOn: '2024-06-20', receivedOn: null },
});

const mark = (id: string, evidence: string, page: number): Review['marks'][number] => ({
  id,
  evidence,
  sha256: 'b'.repeat(64),
  indicator: 'i001',
  page,
  kind: 'rectangle',
  rects: [{ x: 1, y: 1, width: 9, height: 9 }],
  strokes: [],
  colour: 'blue',
  stamp: '',
  quote: null,
  comment: '',
  author: { id: '7d444840-9dc0-11d1-b245-5ffdce74fad2', name: 'ปาริชาต' },
  createdAt: '2024-07-05T10:00:00+07:00',
  modifiedAt: '2024-07-05T10:00:00+07:00',
});

const reviewOf = (indicators: Review['indicators'], finalised: boolean): Review => ({
  received: { manifest: 'f'.repeat(64), instrument: { id: 'sample-2567', digest: 'a'.repeat(64) } },
  base: 'f'.repeat(64),
  indicators,
  marks: [mark('m1', 'e1', 3), mark('m2', 'e1', 1), mark('m3', 'e2', 6), mark('m4', 'e4', 1)],
  citations: [
    { id: 'c1', indicator: 'i001', evidence: 'e1', annotation: 'm1', citedOn: null },
    { id: 'c2', indicator: 'i001', evidence: 'e2', annotation: 'm3', citedOn: null },
    { id: 'c3', indicator: 'i001', evidence: 'e1', annotation: 'm2', citedOn: null },
    { id: 'c4', indicator: 'i002', evidence: 'e3', annotation: null, citedOn: null },
    { id: 'c5', indicator: 'i004', evidence: 'e4', annotation: 'm4', citedOn: null },
  ],
  seen: [],
  seenOn: {},
  pagesSeen: {},
  team: null,
  visit: null,
  liveChecks: [],
  teamEvidence: [],
  requests: [],
  certificates: [],
  finalised: finalised ? { at: '2024-07-05T07:58:00.000Z', by: 'นายธนพล ศรีสุนทรกิจ', event: 'x' } : null,
  reopened: null,
});
