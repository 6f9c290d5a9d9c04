import { describe, expect, test } from 'vitest';
import { PrintJob } from '#common/contract/print-job.ts';
import { sampleReport } from '#tests/support/sample-report.ts';
import { buildReportData, reportFileName } from './report-data.ts';
import type { ReportInput } from './report-input.ts';
import { untouched } from './review.ts';
import { computeTotals } from './scoring.ts';

const plain = (text: string) => text.replaceAll('\u00A0', ' ');
const rebuilt = (input: ReportInput): ReportInput => ({
  ...input,
  totals: computeTotals(input.instrument, input.manifest, input.review),
});
const changed = (id: string, fields: Partial<typeof untouched>, input = sampleReport()): ReportInput =>
  rebuilt({
    ...input,
    review: { ...input.review, indicators: { ...input.review.indicators, [id]: { ...untouched, ...fields } } },
  });

test('is plain data that the print page accepts, and survives the wire', () => {
  const data = buildReportData(sampleReport());
  expect(PrintJob.parse(JSON.parse(JSON.stringify(data)))).toEqual(data);
});

describe('the opening', () => {
  const opening = (input: ReportInput) => plain(buildReportData(input).opening);

  test('names order, team, day, time and place', () => {
    expect(opening(sampleReport({ digits: 'arabic' }))).toBe(
      'ตามคำสั่งจังหวัดธารานคร ที่ 2145/2567 ลงวันที่ 14 พฤษภาคม 2567 แต่งตั้งทีมประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ทีมประเมินที่ 3 ได้ตรวจประเมินเทศบาลตำบลท่าแก้วพัฒนา เมื่อวันศุกร์ที่ 5 กรกฎาคม 2567 เวลา 09:00 น. ณ ห้องประชุมสภาเทศบาล ปรากฏผลดังนี้'.replace(
        '09:00',
        '09.00',
      ),
    );
  });

  test('takes what the team recorded over what the order planned', () => {
    const input = sampleReport();
    const team = {
      team: 'ทีมที่ ๕',
      orderNumber: 'คำสั่งจังหวัดธารานคร ที่ 99/2567',
      orderDate: '2024-06-01',
      visitedOn: '2024-07-08',
      place: '',
      members: [{ name: 'นายหนึ่ง', title: 'ประธาน' }],
    };
    const data = buildReportData({ ...input, review: { ...input.review, team } });
    expect(plain(data.opening)).toContain('ที่ ๙๙/๒๕๖๗ ลงวันที่ ๑ มิถุนายน ๒๕๖๗');
    expect(plain(data.opening)).toContain('ทีมประเมินที่ ๕');
    expect(plain(data.opening)).toContain('เมื่อวันจันทร์ที่ ๘ กรกฎาคม ๒๕๖๗ ปรากฏผลดังนี้');
    expect(data.signers).toEqual([
      { name: 'นายหนึ่ง', title: 'ประธาน', signed: null },
      ...Array.from({ length: 3 }, () => ({ name: null, title: null, signed: null })),
    ]);
  });

  test('leaves out a visit that did not take place', () => {
    const input = sampleReport();
    const manifest = { ...input.manifest, assignment: { ...input.manifest.assignment, visit: null } };
    expect(opening({ ...input, manifest })).toContain('ได้ตรวจประเมินเทศบาลตำบลท่าแก้วพัฒนา ปรากฏผลดังนี้');
  });
});

test('a provincial organisation has no district', () => {
  const input = sampleReport();
  const lao = { ...input.manifest.lao, type: 'provincial_admin_org' as const, name: 'ธารานคร' };
  const data = buildReportData({ ...input, manifest: { ...input.manifest, lao } });
  expect([data.lao, data.place]).toEqual(['องค์การบริหารส่วนจังหวัดธารานคร', 'จังหวัดธารานคร']);
});

describe('the summary', () => {
  test('has a row per aspect, a total, and says what the full points leave out', () => {
    const { summary } = buildReportData(sampleReport({ digits: 'arabic' }));
    expect(summary.rows.map((row) => [row.full, row.self, row.team, row.percent])).toEqual([
      ['30', '30', '22', '73.33'],
      ['40', '40', '40', '100.00'],
      ['40', '40', '40', '100.00'],
      ['40', '40', '40', '100.00'],
      ['35', '35', '35', '100.00'],
    ]);
    expect(summary.total).toMatchObject({ indicators: '40', full: '185', self: '185', team: '177', percent: '95.68' });
    expect(summary.notes).toEqual(['ตัวชี้วัดนำร่อง 1 ตัวชี้วัด และตัวชี้วัดที่ตัดฐานคะแนน 2 ตัวชี้วัด ไม่นำมารวมในคะแนนเต็ม']);
  });

  test('shows both overall percentages and marks the one that decides', () => {
    const { result } = buildReportData(sampleReport({ digits: 'arabic' }));
    expect(result.methods.map(({ percent, deciding }) => [percent, deciding])).toEqual([
      ['94.67', true],
      ['95.68', false],
    ]);
    expect(result).toMatchObject({ verdict: 'ผ่านเกณฑ์ ระดับดีเด่น', passMark: '70' });
  });

  test('says that there is no result while nothing is scored', () => {
    const input = sampleReport({ finalised: false });
    const data = buildReportData(rebuilt({ ...input, review: { ...input.review, indicators: {} } }));
    expect(data.result.verdict).toBe('ยังไม่มีผล');
    expect(data.summary.total.percent).toBe('–');
    expect(data.chart.bars[0]?.team).toEqual({ length: 0, text: '–' });
  });

  test('fails an LAO below the pass mark', () => {
    const data = buildReportData(sampleReport({ indicators: 10, differences: 10, pilots: 0, notApplicable: 0 }));
    expect(data.result.verdict).toBe('ไม่ผ่านเกณฑ์ ระดับต่ำกว่าเกณฑ์');
  });
});

describe('differences', () => {
  test('carry the reason and one line per cited file with its pages in order', () => {
    const [first] = buildReportData(sampleReport()).differences;
    expect(first).toMatchObject({
      number: '๑',
      self: '๕',
      team: '๓',
      reason: expect.stringContaining('ปค.๖') as string,
    });
    expect(first?.evidence.map(plain)).toEqual(['ปค.๑ หนังสือรับรอง น. ๑, ๓', 'ปค.๔ และ ปค.๕ น. ๖']);
  });

  test('cite a whole file and a picture without a page', () => {
    const rows = buildReportData(sampleReport()).differences;
    expect([rows[1]?.evidence, rows[3]?.evidence]).toEqual([['รายงาน e-LAAS'], ['ภาพจุดบริการน้ำดื่ม']]);
  });

  test('say which proof belonged to an earlier revision only, and follow content to its new id', () => {
    const input = sampleReport();
    const [file, picture] = [input.manifest.evidence[0]!, input.manifest.evidence[3]!];
    const earlier = { sha256: 'c'.repeat(64), isLost: true };
    const cited: ReportInput['cited'] = new Map([
      ['c1', { ...earlier, evidence: 'e1', title: 'ปค.1 เดิม', found: { revision: 1, file, link: null } }],
      // From a package alone nothing but the title is known.
      ['c3', { ...earlier, evidence: 'e1', title: 'ปค.1 เดิม', found: null }],
      ['c4', { sha256: picture.sha256, isLost: false, evidence: picture.id, title: picture.title, found: null }],
      ['c5', { sha256: null, isLost: true, evidence: 'l9', title: 'ประกาศในเว็บ', found: null }],
    ]);
    const th = buildReportData({ ...input, cited }).differences;
    expect(th[0]?.evidence.map(plain)).toEqual([
      'ปค.๑ หนังสือรับรอง น. ๑, ๓ (ฉบับก่อน ไม่อยู่ในฉบับปัจจุบัน)',
      'ปค.๔ และ ปค.๕ น. ๖',
    ]);
    expect(th[1]?.evidence).toEqual(['ภาพจุดบริการน้ำดื่ม']);
    const en = buildReportData({ ...input, cited, language: 'en', digits: 'arabic' }).differences;
    expect(en[3]?.evidence.map(plain)).toEqual(['ประกาศในเว็บ p. 1 (earlier revision, not part of the submission now)']);
  });

  test('do not include equal scores, and treat a missing self-score as 0', () => {
    const input = sampleReport({ differences: 0, notApplicable: 0 });
    expect(buildReportData(input).differences).toEqual([]);
    const answers = input.manifest.answers.map((answer, index) =>
      index < 1 ? { ...answer, selfPoints: null } : answer,
    );
    const manifest = { ...input.manifest, answers };
    expect(buildReportData(rebuilt({ ...input, manifest })).differences).toMatchObject([
      { number: '๑', self: '–', team: '๕' },
    ]);
    expect(buildReportData(changed('i001', { points: 0 }, { ...input, manifest })).differences).toEqual([]);
  });

  test('say when the reason is still missing', () => {
    expect(buildReportData(changed('i001', { points: 1 })).differences[0]?.reason).toBe('ยังไม่ระบุเหตุผล');
  });
});

test('items set aside carry reason and who agreed', () => {
  expect(buildReportData(sampleReport()).notApplicable).toEqual([
    {
      number: '๕',
      title: 'ที่นั่งและเก้าอี้สำหรับผู้สูงอายุ กี้ ปู่ ย่า น้ำ',
      reason: 'ไม่มีตลาดในพื้นที่',
      agreedBy: 'ทีมประเมิน ๔ คน',
      fullPoints: false,
    },
    expect.objectContaining({ number: '๖' }),
  ]);
});

test('items with full points by the rule say so, and count', () => {
  const input = sampleReport();
  const indicators = input.instrument.indicators.map((one) => ({ ...one, notApplicable: 'full-points' as const }));
  const data = buildReportData(rebuilt({ ...input, instrument: { ...input.instrument, indicators } }));
  expect(data.notApplicable.map((row) => row.fullPoints)).toEqual([true, true]);
  expect(data.summary.notes.at(-1)).toBe('ตัวชี้วัดที่ไม่มีกรณีให้ประเมินและเกณฑ์ให้คะแนนเต็ม ๒ ตัวชี้วัด');
  expect(data.sheets[0]?.rows[4]).toMatchObject({ team: '๕', tags: ['ไม่มีกรณี ให้คะแนนเต็ม'] });
});

describe('the annex', () => {
  const rows = (input = sampleReport({ digits: 'arabic' })) =>
    buildReportData(input).sheets.flatMap((sheet) => sheet.rows);

  test('has every indicator of the LAO, by aspect', () => {
    expect(buildReportData(sampleReport()).sheets.map((sheet) => sheet.rows.length)).toEqual([8, 8, 8, 8, 8]);
  });

  test('says what was found for each kind of rule', () => {
    expect(
      rows()
        .slice(0, 4)
        .map((row) => plain(row.finding)),
    ).toEqual([
      'ดำเนินการแล้วแต่ยังไม่รายงานผล',
      'ร้อยละ 18.42 (1,842,000 จาก 10,000,000 บาท)',
      'พบ 2 จาก 4 รายการ',
      '5 ม.ค. 2567 ช้ากว่ากำหนด 7 วัน',
    ]);
  });

  test.each([
    ['2023-12-20', '20 ธ.ค. 2566 ก่อนกำหนด 9 วัน'],
    ['2023-12-29', '29 ธ.ค. 2566 ตรงตามกำหนด'],
    [null, 'ไม่พบการดำเนินการ'],
  ])('words a deadline met on %s', (doneOn, expected) => {
    const input = changed(
      'i004',
      { points: 5, measure: { kind: 'deadline', doneOn } },
      sampleReport({ digits: 'arabic' }),
    );
    expect(plain(rows(input)[3]?.finding ?? '')).toBe(expected);
  });

  test('marks pilot, provincial and removed indicators, and shows why a rule was overridden', () => {
    const all = rows();
    expect(all[39]?.tags).toEqual(['นำร่อง ไม่นับคะแนน']);
    expect(all[20]?.tags).toEqual(['ของจังหวัด']);
    expect(all[4]).toMatchObject({ tags: ['ตัดฐาน'], team: 'ตัด', finding: '' });
    expect(all[2]?.remarks).toEqual(['ให้ต่างจากเกณฑ์: พบเอกสารเพิ่มที่ห้องงานคลัง']);
  });
});

describe('honesty', () => {
  test('a sample instrument is never taken for the real one', () => {
    expect(buildReportData(sampleReport()).notices).toEqual([
      expect.stringContaining('ไม่ใช่แบบประเมินของกรมส่งเสริมการปกครองท้องถิ่น'),
    ]);
  });

  test('a draft says how far it is and what is missing', () => {
    const input = sampleReport({ finalised: false, digits: 'arabic' });
    const data = buildReportData({
      ...input,
      gaps: [
        {
          kind: 'not-scored',
          indicators: Array.from({ length: 20 }, (_, i) => `i${String(i + 1).padStart(3, '0')}`),
          evidence: [],
        },
        { kind: 'not-seen', indicators: ['i001'], evidence: ['e1'] },
      ],
    });
    expect(data.draft).toBe(true);
    expect(data.result.verdict).toBe('ผ่านเกณฑ์ ระดับดีเด่น (ยังไม่สรุปผล)');
    expect(data.notices[0]).toContain('ให้คะแนนแล้ว 40 จาก 40 ตัวชี้วัด');
    expect(plain(data.notices[1] ?? '')).toBe(
      'ยังไม่ให้คะแนน 20 ข้อ (ข้อ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 …)',
    );
    expect(data.notices).toHaveLength(3);
  });

  test('the origin names instrument, submission, finalisation, package and print', () => {
    const rows = buildReportData(sampleReport()).origin.map(({ label, value }) => `${label}: ${plain(value)}`);
    expect(rows).toEqual([
      'ชุดตัวชี้วัด: ชุดตัวชี้วัดตัวอย่าง ๒๕๖๗ รุ่น 1.0',
      `ข้อมูลที่ อปท. ส่ง: ครั้งที่ ๑ (SHA-256 ${'F'.repeat(16)}…)`,
      'สรุปผลเมื่อ: ๕ กรกฎาคม ๒๕๖๗ ๑๔.๕๘ น. โดย นายธนพล ศรีสุนทรกิจ',
      'รหัสแพ็กเกจ: 7F3A-91C2-D05E-44B8',
      'พิมพ์เมื่อ: ๕ กรกฎาคม ๒๕๖๗ ๑๕.๑๐ น.',
    ]);
  });
});

test('the file name is safe on every system and tells a draft apart', () => {
  const { manifest } = sampleReport();
  expect(reportFileName(manifest, 'th', false)).toBe('รายงานผล-LPA2567-05990312-ท่าแก้วพัฒนา.pdf');
  expect(reportFileName(manifest, 'th', true)).toMatch(/^ร่างรายงานผล-/);
  const odd = { ...manifest, lao: { ...manifest.lao, name: '../ก:ข*\n"ค"' } };
  expect(reportFileName(odd, 'en', false)).toBe('report-LPA2567-05990312-..-ก-ข-ค-.pdf');
});

test('in English everything that is not data is English', () => {
  const data = buildReportData(sampleReport({ language: 'en', digits: 'arabic' }));
  expect(data.opening).toMatch(/^By ธารานคร Province's order no\. 2145\/2567 of/);
  expect(data.result.verdict).toBe('Passed, Excellent');
  expect(data.sheets[0]?.rows.slice(1, 4).map((row) => plain(row.finding))).toEqual([
    '18.42 % (1,842,000 of 10,000,000 baht)',
    '2 of 4 items found',
    expect.stringMatching(/, 7 days late$/),
  ]);
});
