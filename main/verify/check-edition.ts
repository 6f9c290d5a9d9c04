import type { Edition } from '#common/domain/audience.ts';
import { laoFullName } from '#common/domain/lao.ts';
import { pickFields } from '#common/domain/pick-fields.ts';
import { computeTotals, totalsOfPoints } from '#common/domain/scoring.ts';
import type { PackageContent } from '#common/domain/verdict.ts';
import { buildReviewFile } from '#common/formats/build-review-file.ts';
import { laoFields } from '#common/formats/edition-fields.ts';
import { reviewOfEdition } from '#common/formats/edition-review.ts';
import { LaoResult, PublicResult } from '#common/formats/edition-schema.ts';
import type { ReviewFile } from '#common/formats/review-schema.ts';
import { checkRules } from './check-rules.ts';
import { compareCsv } from './compare-csv.ts';
import { compareReview } from './compare-review.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageMembers } from './package-members.ts';
import { jsonOf, memberOf, textOf, type ReadMembers } from './read-container.ts';
import type { ReadInstrument, ReadSubmission } from './read-content.ts';
import { buildScoresCsv } from './scores-csv.ts';

const file = packageMembers.result.name;

interface Ground {
  readonly submission: ReadSubmission | null;
  readonly instrument: ReadInstrument | null;
  /** Members that signatures cover. */
  readonly files: number;
}

/**
 * An edition holds a part of the result and no history. What follows from its own content is computed again; that the
 * points follow from the history can only be seen in the full package, which it names. Null where it cannot be read.
 */
export function checkEdition(
  edition: Edition,
  members: ReadMembers,
  ground: Ground,
  log: FindingLog,
): PackageContent | null {
  tellMissing(edition, members, log);
  const content = edition === 'lao' ? checkLaoResult(members, ground, log) : checkPublicResult(members, ground, log);
  if (content === null) {
    const summary = say('อ่านผลในฉบับนี้ไม่ได้', 'The result of this edition cannot be read.');
    if (memberOf(members, 'result') !== undefined) log.error('scores', 'content.unreadable', summary, { file });
    log.close('scores', summary, true);
    return null;
  }
  const first = log.findings.find(({ check, severity }) => check === 'scores' && severity === 'error');
  log.close('scores', first?.message ?? done[edition]);
  return content;
}

const done = {
  lao: say(
    'ยอดรวมตรงกับคะแนนรายข้อและเกณฑ์ แต่ไม่มีประวัติให้ตรวจ',
    'Totals follow from scores and rules; there is no history to check',
  ),
  public: say(
    'ร้อยละและระดับตรงกับคะแนนรายด้าน เท่านั้นที่ตรวจได้',
    'Percents and grade follow from the points of the aspects; no more can be checked',
  ),
};

/** What a reader must not believe to have been checked. */
function tellMissing(edition: Edition, members: ReadMembers, log: FindingLog): void {
  const full =
    LaoResult.safeParse(jsonOf(memberOf(members, 'result'))).data?.full ??
    PublicResult.safeParse(jsonOf(memberOf(members, 'result'))).data?.full;
  const code = full?.code ?? '–';
  const message =
    edition === 'lao'
      ? say(
          `ฉบับสำหรับ อปท.: ไม่มีประวัติและหลักฐาน จึงตรวจไม่ได้ว่าคะแนนมาจากการให้คะแนนจริง ให้ตรวจจากแพ็กเกจเต็ม ${code}`,
          `Edition for the LAO: without history and evidence. That the points are those that were given shows only in the full package ${code}.`,
        )
      : say(
          `ฉบับสาธารณะ: มีเฉพาะคะแนนรวม ตรวจคะแนนรายข้อไม่ได้ ให้ตรวจจากแพ็กเกจเต็ม ${code}`,
          `Public edition: totals only. The scores of the indicators show only in the full package ${code}.`,
        );
  log.info('scores', `edition.${edition}`, message, { file, ...(full === undefined ? {} : { expected: full.events }) });
  const none = say(`ไม่มีในฉบับนี้ อยู่ในแพ็กเกจเต็ม ${code}`, `Not in this edition; in the full package ${code}`);
  log.close('history', none, true);
  log.close('evidence', none, true);
  if (edition === 'public') log.close('submission', none, true);
}

function checkLaoResult(
  members: ReadMembers,
  { submission, instrument, files }: Ground,
  log: FindingLog,
): PackageContent | null {
  const { data } = LaoResult.safeParse(jsonOf(memberOf(members, 'result')));
  if (data === undefined || submission === null || instrument === null) return null;
  const { manifest, digest } = submission;
  const { review, cited } = reviewOfEdition(data, manifest);
  const totals = computeTotals(instrument.instrument, manifest, review);
  const whole = buildReviewFile({
    ...{ manifest, manifestDigest: digest, review, totals, cited, software: data.software },
    ...{ instrument: instrument.instrument, instrumentDigest: instrument.digest },
  });
  checkRules(instrument.instrument, submission, { review, cited }, log);
  // Both have the same fields, so what neither has is not compared.
  compareReview(pickFields(whole, laoFields) as ReviewFile, data as unknown as ReviewFile, log, file);
  checkTable(members, buildScoresCsv(whole, instrument.instrument), log);
  const { team } = data;
  return contentOf(data, instrument, {
    files,
    team: team.team,
    indicators: totals.indicators,
    overall: totals.teamOverall,
  });
}

function checkPublicResult(
  members: ReadMembers,
  { instrument, files }: Ground,
  log: FindingLog,
): PackageContent | null {
  const { data } = PublicResult.safeParse(jsonOf(memberOf(members, 'result')));
  if (data === undefined || instrument === null) return null;
  const { id, version } = instrument.instrument;
  const { aspects, ...totals } = totalsOfPoints(instrument.instrument, data.aspects);
  const expected = { ...data, instrument: { id, version, digest: instrument.digest }, aspects, totals };
  compareReview(nothingElse(expected), nothingElse(data), log, file);
  checkTable(members, buildScoresCsv(nothingElse(expected), instrument.instrument), log);
  return contentOf(data, instrument, { files, team: '', indicators: 0, overall: totals.teamOverall });
}

const nothingElse = (result: PublicResult): ReviewFile => ({ ...result, indicators: [] }) as unknown as ReviewFile;

function checkTable(members: ReadMembers, expected: string, log: FindingLog): void {
  const csv = textOf(memberOf(members, 'scores'));
  if (csv !== null) compareCsv(expected, csv, log);
  else if (memberOf(members, 'scores') !== undefined) {
    const name = packageMembers.scores.name;
    const message = say(`ไฟล์ ${name} ไม่เป็นไปตามรูปแบบ`, `The file ${name} is not of the known form.`);
    log.error('scores', 'content.unreadable', message, { file: name });
  }
}

function contentOf(
  { lao, round, full }: LaoResult | PublicResult,
  { instrument }: ReadInstrument,
  rest: Pick<PackageContent, 'files' | 'team' | 'indicators'> & {
    readonly overall: ReviewFile['totals']['teamOverall'];
  },
): PackageContent {
  const { files, team, indicators, overall } = rest;
  return {
    ...{ code: full.code, files, team, indicators, events: 0, percent: overall.deciding },
    ...{ laoCode: lao.code, district: lao.district, province: lao.province },
    laoName: { th: laoFullName(lao, 'th'), en: laoFullName(lao, 'en') },
    ...{ round: round.title, year: round.year },
    ...{ instrumentTitle: instrument.title, instrumentVersion: instrument.version },
    grade: instrument.grades.find(({ id }) => id === overall.grade)?.name ?? null,
  };
}
