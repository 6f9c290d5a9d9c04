import { describe, expect, test } from 'vitest';
import { PrintJob } from '#common/contract/print-job.ts';
import { samplePapers } from '#tests/support/sample-papers.ts';
import { untouched } from '../review.ts';
import { computeTotals } from '../scoring.ts';
import { buildPaper, paperFileName } from './build-paper.ts';
import { paperHindrance } from './hindrance.ts';
import type { PaperInput } from './paper-input.ts';
import { paperKinds, type PaperKind, type PaperTable } from './paper.ts';

const plain = (text: string) => text.replaceAll('\u00A0', ' ');
const tableOf = (kind: PaperKind, input: PaperInput): PaperTable => {
  const found = buildPaper(kind, input).blocks.find((block) => block.kind === 'table');
  if (found?.kind !== 'table') throw new Error('no table');
  return found;
};
const cellsOf = (kind: PaperKind, input: PaperInput) =>
  tableOf(kind, input).rows.flatMap((row) => (row.kind === 'cells' ? [row.cells] : []));
const wordsOf = (kind: PaperKind, input: PaperInput): string =>
  plain(
    buildPaper(kind, input)
      .blocks.flatMap((block) => {
        if (block.kind === 'paragraph') return [block.text];
        return block.kind === 'closing' ? block.paragraphs : [];
      })
      .join('\n'),
  );
const arabic = { digits: 'arabic' } as const;
/** With one indicator judged otherwise, and totals that follow. */
const changed = (input: PaperInput, id: string, fields: Partial<typeof untouched>): PaperInput => {
  const indicators = { ...input.review.indicators, [id]: { ...untouched, ...fields } };
  const review = { ...input.review, indicators };
  return { ...input, review, totals: computeTotals(input.instrument, input.manifest, review) };
};

describe.each(paperKinds)('%s', (kind) => {
  test.each(['th', 'en'] as const)('is plain data that the print page accepts (%s)', (language) => {
    const data = buildPaper(kind, samplePapers({ language }));
    expect(PrintJob.parse(JSON.parse(JSON.stringify(data)))).toEqual(data);
    expect(data.title).not.toContain('\u00A0');
    expect(JSON.stringify(data)).not.toMatch(/undefined|null,null,null|\[object/);
  });

  test('invents no form number, and its file has a name of its own', () => {
    const { manifest } = samplePapers();
    expect(JSON.stringify(buildPaper(kind, samplePapers())).match(/LRP\d+/g) ?? []).toEqual(
      kind === 'lrp001' ? ['LRP001', 'LRP001', 'LRP001'] : [],
    );
    expect(new Set(paperKinds.map((one) => paperFileName(one, manifest, 'th'))).size).toBe(paperKinds.length);
    expect(paperFileName(kind, manifest, 'en')).toMatch(/^[a-z-]+-LPA2567-05990312-ท่าแก้วพัฒนา\.pdf$/);
  });
});

describe('differences', () => {
  test('say by how much, with a true minus and a plus, and leave pilots out of the sum', () => {
    const lower = changed(samplePapers({ ...arabic, differences: 1 }), 'i040', { points: 0, differenceReason: 'ไม่พบ' });
    const input = {
      ...lower,
      manifest: {
        ...lower.manifest,
        answers: lower.manifest.answers.map((one) => (one.indicator === 'i010' ? { ...one, selfPoints: 2 } : one)),
      },
    };
    expect(cellsOf('differences', input).map((cells) => [cells[0], cells[4]])).toEqual([
      [['1'], ['−2']],
      [['10'], ['+3']],
      [['40'], ['−5']],
    ]);
    expect(wordsOf('differences', input)).toContain(
      '3 ตัวชี้วัด ต่ำกว่า 2 ตัวชี้วัด สูงกว่า 1 ตัวชี้วัด รวมคะแนนต่าง +1 คะแนน (ไม่รวมตัวชี้วัดนำร่อง 1 ตัวชี้วัด)',
    );
  });

  test('stand under their aspect, and an aspect without any is not named', () => {
    const input = changed(samplePapers({ ...arabic, differences: 1 }), 'i039', { points: 0 });
    const groups = tableOf('differences', input).rows.flatMap((row) => (row.kind === 'group' ? [plain(row.text)] : []));
    expect(groups).toEqual(['ด้านที่ 1 การบริหารจัดการ', 'ด้านที่ 5 ธรรมาภิบาล']);
  });
});

test('not applicable: points that leave the base are told apart from full points given by the rule', () => {
  const start = samplePapers({ ...arabic, differences: 0, notApplicable: 1 });
  const instrument = {
    ...start.instrument,
    indicators: start.instrument.indicators.map((one) =>
      one.id === 'i002'
        ? { ...one, notApplicable: 'full-points' as const }
        : one.id === 'i003'
          ? { ...one, appliesTo: ['provincial_admin_org' as const] }
          : one,
    ),
  };
  const input = changed({ ...start, instrument }, 'i002', {
    notApplicable: { reason: 'ไม่มีข้อที่ต้องแก้', agreedBy: 'ทีม' },
  });
  expect(cellsOf('not-applicable', input).map((cells) => [cells[0], cells[3]])).toEqual([
    [['1'], ['ตัดออกจากฐาน']],
    [['2'], ['เกณฑ์ให้คะแนนเต็ม']],
  ]);
  expect(wordsOf('not-applicable', input)).toContain('2 ตัวชี้วัด ตัดออกจากฐานคะแนน 5 คะแนน คงเหลือคะแนนเต็ม 185 คะแนน');
  const [note = ''] = tableOf('not-applicable', input).ending.notes;
  expect(plain(note)).toContain('จึงไม่อยู่ในบัญชีนี้: ข้อ 3');
});

test('live checks stand in the order in which they were made, each with its picture below it', () => {
  const input = samplePapers({ ...arabic, liveChecks: 2 });
  const [first, second] = input.review.liveChecks;
  const liveChecks = [second, first].filter((one) => one !== undefined);
  const cells = cellsOf('live-checks', { ...input, review: { ...input.review, liveChecks } });
  expect(cells.map((row) => row[1])).toEqual([
    ['5 ก.ค. 2567', '10:30 น.'],
    ['5 ก.ค. 2567', '11:30 น.'],
  ]);
  expect(cells[0]?.[4]).toEqual(['ตรวจ: นางสาวปาริชาต วงศ์เมธากุล', 'ร่วมดู: ผู้อำนวยการกองคลัง']);
  expect(cells[0]?.[5]).toEqual(['T0001']);
  const { rows } = tableOf('live-checks', input);
  expect(rows.map(({ kind }) => kind)).toEqual(['group', 'cells', 'picture', 'cells']);
  expect(rows[2]).toMatchObject({
    caption: ['รายการที่ 1 T0001 ภาพหน้าจอ e-LAAS · เก็บภาพเมื่อ 5 ก.ค. 2567 10:22 น.', `SHA-256 ${'1'.repeat(64)}`],
    source: { submission: 'sample', evidence: input.review.teamEvidence[0]?.id, hidden: [] },
  });
  const elsewhere = { ...input, pictures: { ...input.pictures, here: new Set<string>() } };
  expect(tableOf('live-checks', elsewhere).rows[2]).toMatchObject({ kind: 'picture', source: null });
  expect(cells[1]?.[5]).toEqual(['ไม่มีภาพ']);
  expect(tableOf('live-checks', input).ending.notes.map(plain)).toEqual([
    expect.stringContaining('ชื่อไฟล์ขึ้นต้นด้วยหมายเลขในช่องภาพหน้าจอ'),
  ]);
  const without = { ...input.review, liveChecks: input.review.liveChecks.map((one) => ({ ...one, screenshot: null })) };
  expect(tableOf('live-checks', { ...input, review: without }).ending.notes).toEqual([]);
});

test('the entry sheet has a box in every row and says what cannot be typed in as points', () => {
  const input = changed(samplePapers(arabic), 'i020', { points: null });
  const cells = cellsOf('entry-sheet', input);
  expect(cells).toHaveLength(40);
  expect(cells.every((row) => row[2] === 'tick')).toBe(true);
  expect(cells.map((row) => row[0]?.[0])).toEqual(input.instrument.indicators.map(({ number }) => number));
  expect(cells[4]?.slice(5)).toEqual([['ตัดฐาน'], ['ตัดฐาน: ไม่มีตลาดในพื้นที่']]);
  expect(cells[19]?.slice(5)).toEqual([['–'], ['ยังไม่ให้คะแนน']]);
  expect(cells[39]?.slice(5)).toEqual([['5'], ['นำร่อง ไม่นับคะแนน']]);
  const totals = tableOf('entry-sheet', input).rows.flatMap((row) => (row.kind === 'total' ? [row.label] : []));
  expect(totals.map(plain)).toEqual([1, 2, 3, 4, 5].map((n) => `รวมด้านที่ ${String(n)}`).concat('รวมทุกด้าน'));
});

test('the cross-check leaves the paper’s column empty and tells when the paper came, if it did', () => {
  const facts = (receivedOn: string | null) => {
    const input = samplePapers(arabic);
    const manifest = { ...input.manifest, certification: { ...input.manifest.certification, receivedOn } };
    const block = buildPaper('lrp001', { ...input, manifest }).blocks.find((one) => one.kind === 'facts');
    return block?.kind === 'facts' ? block.rows.find(({ label }) => label.includes('ได้รับเมื่อ'))?.value : undefined;
  };
  expect(facts(null)).toBeNull();
  expect(facts('2024-06-25')).toBe('25 มิถุนายน 2567');
  const rows = tableOf('lrp001', samplePapers(arabic)).rows;
  for (const row of rows) if ('cells' in row) expect(row.cells).toContain('blank');
});

describe('memo and letter', () => {
  test('tell the visit as it was recorded: without times, without people, without a place', () => {
    const input = samplePapers(arabic);
    const visit = input.review.visit;
    if (visit === null) throw new Error('no visit');
    const bare = { ...visit, begin: null, end: null, place: ' ', team: [], lao: [], note: '' };
    const words = wordsOf('memo', { ...input, review: { ...input.review, visit: bare } });
    expect(words).toContain('2.1 ทีมประเมินได้เข้าตรวจ เมื่อวันศุกร์ที่ 5 กรกฎาคม 2567\n');
    expect(words).toContain('2.2 ทีมประเมินที่เข้าตรวจ ไม่ได้บันทึกไว้');
    expect(words).not.toContain('2.6');
    expect(wordsOf('memo', input)).toContain('2.6 บันทึกของทีม ปลัดเทศบาลเป็นผู้นำตรวจ');
  });

  test('address the mayor by the title of the kind of organization', () => {
    const to = (type: PaperInput['manifest']['lao']['type'], name: string) => {
      const input = samplePapers();
      const manifest = { ...input.manifest, lao: { ...input.manifest.lao, type, name } };
      const head = buildPaper('letter', { ...input, manifest }).blocks.find((one) => one.kind === 'letter-head');
      return head?.kind === 'letter-head' ? head.to.value : undefined;
    };
    expect(to('provincial_admin_org', 'ธารานคร')).toBe('นายกองค์การบริหารส่วนจังหวัดธารานคร');
    expect(to('special_admin_area', 'พัทยา')).toBe('นายกเมืองพัทยา');
    expect(to('subdistrict_admin_org', 'กี้')).toBe('นายกองค์การบริหารส่วนตำบลกี้');
  });

  test('enclose only what there is', () => {
    const enclosed = (input: PaperInput) => {
      const head = buildPaper('letter', input).blocks.find((one) => one.kind === 'letter-head');
      return head?.kind === 'letter-head' ? head.enclosures.items.map(({ text }) => text) : [];
    };
    const input = samplePapers({ ...arabic, differences: 0, notApplicable: 0, liveChecks: 0 });
    expect(enclosed({ ...input, review: { ...input.review, requests: [] } })).toEqual(['รายงานผลการประเมิน']);
    expect(enclosed({ ...input, review: { ...input.review, finalised: null } })).toEqual([
      'ใบขอเอกสารเพิ่มเติมและข้อซักถาม',
    ]);
    expect(enclosed(samplePapers(arabic))).toHaveLength(5);
  });
});

test('a hindrance tells what is missing, and nothing where the paper can be printed', () => {
  const of = (input: PaperInput) => paperKinds.map((kind) => paperHindrance(kind, input));
  expect(of(samplePapers())).toEqual(paperKinds.map(() => null));
  const empty = samplePapers({ differences: 0, notApplicable: 0, liveChecks: 0, finalised: false });
  expect(of({ ...empty, review: { ...empty.review, visit: null } })).toEqual([
    null,
    'no-differences',
    'no-not-applicable',
    'no-live-checks',
    null,
    'no-visit',
    'no-visit',
  ]);
  expect(paperHindrance('letter', { ...empty, review: { ...empty.review, requests: [] } })).toBe('nothing-to-send');
});
