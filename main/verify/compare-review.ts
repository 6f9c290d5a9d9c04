import { canonicalJson } from '#common/domain/canonical-json.ts';
import type { Text } from '#common/domain/text.ts';
import type { ReviewFile } from '#common/formats/review-schema.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageMembers } from './package-members.ts';

/** The signed value as text for the reader; a long one is cut. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : value === null ? '–' : canonicalJson(value ?? null);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

const differs = (one: unknown, other: unknown): boolean => canonicalJson(one ?? null) !== canonicalJson(other ?? null);

type Entry = ReviewFile['indicators'][number];

const entryFields: Readonly<Record<Exclude<keyof Entry, 'indicator'>, Text>> = {
  number: say('เลขข้อ', 'number'),
  aspect: say('ด้าน', 'aspect'),
  full: say('คะแนนเต็ม', 'full points'),
  pilot: say('นำร่อง', 'pilot'),
  provincial: say('ตัวชี้วัดของจังหวัด', 'provincial'),
  self: say('คะแนน อปท.', 'self-score'),
  team: say('คะแนนทีม', 'team score'),
  proposed: say('คะแนนตามเกณฑ์', 'points that the rule gives'),
  measure: say('ค่าที่ตรวจพบ', 'measured value'),
  differenceReason: say('เหตุผลที่ต่างจาก อปท.', 'reason for differing from the LAO'),
  overrideReason: say('เหตุผลที่ต่างจากเกณฑ์', 'reason for differing from the rule'),
  notApplicable: say('การตัดฐาน', 'not applicable'),
  certificates: say('หนังสือรับรอง', 'certificates'),
  liveChecks: say('การตรวจเชิงประจักษ์', 'live checks'),
  citations: say('หลักฐานที่อ้าง', 'citations'),
};

const headFields = {
  submission: say('รหัสชุดข้อมูล', 'submission'),
  manifest: say('ลายพิมพ์ข้อมูลของ อปท.', 'digest of the submission'),
  lao: say('อปท.', 'LAO'),
  round: say('รอบการประเมิน', 'round'),
  instrument: say('เกณฑ์', 'instrument'),
  team: say('ทีมประเมิน', 'team'),
  visit: say('บันทึกการเข้าตรวจ', 'the visit'),
  requests: say('ใบขอเอกสารเพิ่ม', 'document requests'),
  finalised: say('การสรุปผล', 'finalised'),
};

function compareEntry(expected: Entry, actual: Entry, log: FindingLog, file: string): void {
  for (const [key, label] of Object.entries(entryFields) as [keyof typeof entryFields, Text][]) {
    if (!differs(expected[key], actual[key])) continue;
    const [was, is] = [shown(expected[key]), shown(actual[key])];
    log.error(
      'scores',
      key === 'team' ? 'review.score' : 'review.indicator',
      say(
        `ข้อ ${expected.number} ใน ${file}: ${label.th}เป็น ${is} แต่ตามประวัติและเกณฑ์ต้องเป็น ${was}`,
        `No. ${expected.number} in ${file}: ${label.en} is ${is}, but history and rule give ${was}.`,
      ),
      { file, indicator: expected.number, expected: was, actual: is },
    );
  }
}

/** Compares `review.json` with what history, rules and submission give, field by field; unknown fields are ignored. */
export function compareReview(
  expected: ReviewFile,
  actual: ReviewFile,
  log: FindingLog,
  file: string = packageMembers.review.name,
): void {
  const field = (code: string, th: string, en: string, was: unknown, is: unknown) => {
    if (!differs(was, is)) return;
    const message = say(
      `${th} ใน ${file} ไม่ตรงกับที่คำนวณได้จากประวัติ`,
      `In ${file}, ${en} differs from what the history gives.`,
    );
    log.error('scores', code, message, { file, expected: shown(was), actual: shown(is) });
  };
  for (const [key, label] of Object.entries(headFields) as [keyof typeof headFields, Text][])
    field('review.field', label.th, label.en, expected[key], actual[key]);

  const entries = new Map(actual.indicators.map((entry) => [entry.indicator, entry]));
  if (entries.size !== actual.indicators.length || entries.size !== expected.indicators.length)
    field(
      'review.indicators',
      'จำนวนตัวชี้วัด',
      'the number of indicators',
      expected.indicators.length,
      actual.indicators.length,
    );
  for (const entry of expected.indicators) {
    const found = entries.get(entry.indicator);
    if (found !== undefined) compareEntry(entry, found, log, file);
    else
      log.error(
        'scores',
        'review.indicator',
        say(`ไม่มีข้อ ${entry.number} ใน ${file}`, `No. ${entry.number} is missing in ${file}.`),
        {
          file,
          indicator: entry.number,
        },
      );
  }
  if (actual.aspects.length !== expected.aspects.length)
    field('review.aspect', 'จำนวนด้าน', 'the number of aspects', expected.aspects.length, actual.aspects.length);
  const aspects = new Map(actual.aspects.map((aspect) => [aspect.aspect, aspect]));
  for (const was of expected.aspects) {
    const is = aspects.get(was.aspect);
    for (const [key, th, en] of aspectFields)
      field('review.aspect', `${th} ด้านที่ ${was.aspect}`, `${en} of aspect ${was.aspect}`, was[key], is?.[key]);
  }
  for (const [key, th, en] of totalFields) field('review.totals', th, en, expected.totals[key], actual.totals[key]);
}

const aspectFields = [
  ['full', 'คะแนนเต็ม', 'full points'],
  ['self', 'คะแนน อปท.', 'the self-score'],
  ['team', 'คะแนนทีม', 'the team score'],
  ['selfPercent', 'ร้อยละ อปท.', 'the self percent'],
  ['teamPercent', 'ร้อยละทีม', 'the team percent'],
] as const;

const totalFields = [
  ['method', 'วิธีคิดร้อยละ', 'the method'],
  ['full', 'คะแนนเต็มรวม', 'the full points'],
  ['self', 'คะแนนรวม อปท.', 'the total self-score'],
  ['team', 'คะแนนรวมทีม', 'the total team score'],
  ['teamOverall', 'ผลรวมของทีม', "the team's overall result"],
  ['selfOverall', 'ผลรวมของ อปท.', "the LAO's overall result"],
] as const;
