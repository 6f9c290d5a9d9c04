import { canonicalJson } from '#common/domain/canonical-json.ts';
import type { CitedSource } from '#common/domain/cited-source.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { Totals } from '#common/domain/totals.ts';
import { buildEvidenceFile, buildReviewFile } from '#common/formats/build-review-file.ts';
import { EvidenceFile, ReviewFile } from '#common/formats/review-schema.ts';
import { checkEvidenceMembers } from './check-evidence.ts';
import { buildAnnotationsFile } from './annotations-file.ts';
import type { ReadHistory } from './check-history.ts';
import { checkRules } from './check-rules.ts';
import { compareCsv } from './compare-csv.ts';
import { compareReview } from './compare-review.ts';
import { earlierCitations, tellEarlier } from './earlier-citations.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageMembers, type MemberKey } from './package-members.ts';
import { jsonOf, memberOf, textOf, type ReadMembers } from './read-container.ts';
import type { ReadInstrument, ReadSubmission } from './read-content.ts';
import { buildScoresCsv } from './scores-csv.ts';

interface Ground {
  readonly history: ReadHistory;
  readonly submission: ReadSubmission;
  readonly instrument: ReadInstrument;
}

function unreadable(key: MemberKey, log: FindingLog): void {
  const file = packageMembers[key].name;
  const message = say(`ไฟล์ ${file} ไม่เป็นไปตามรูปแบบ`, `The file ${file} is not of the known form.`);
  log.error('scores', 'content.unreadable', message, { file });
}

interface Recomputed {
  readonly totals: Totals;
  /** By citation id: what was cited on an earlier revision, as signed. */
  readonly cited: ReadonlyMap<string, CitedSource>;
}

/** Everything in the package that can be computed is computed again from history, rules and submission. */
export function checkScores(members: ReadMembers, ground: Ground, log: FindingLog): Recomputed {
  const { history, submission, instrument } = ground;
  const { review } = history;
  const totals = computeTotals(instrument.instrument, submission.manifest, review);
  const reviewFile = ReviewFile.safeParse(jsonOf(memberOf(members, 'review'))).data ?? null;
  const cited = earlierCitations(review, submission, reviewFile);
  checkRules(instrument.instrument, submission, { review, cited }, log);
  if (memberOf(members, 'review') !== undefined) checkReviewFile(members, ground, { totals, cited, reviewFile }, log);
  if (memberOf(members, 'evidence') !== undefined) checkEvidenceFile(members, ground, cited, log);
  if (memberOf(members, 'annotations') !== undefined) checkAnnotationsFile(members, ground, log);
  if (memberOf(members, 'report') !== undefined) {
    const message = say(
      'report.pdf อยู่ใต้ลายมือชื่อ แต่ไม่ได้เทียบข้อความกับคะแนน หากสงสัยให้พิมพ์ใหม่จากแพ็กเกจ',
      'report.pdf is covered by the signature, but its text is not compared with the scores: in doubt, print it anew.',
    );
    log.info('scores', 'report.not-compared', message, { file: packageMembers.report.name });
  }
  tellEarlier(review, cited, submission, log);
  const count = totals.indicators;
  const first = log.findings.find(({ check, severity }) => check === 'scores' && severity === 'error');
  log.close(
    'scores',
    first === undefined ? say(`${count} ข้อ ตรงกันทั้งหมด`, `${count} indicators, all as signed`) : first.message,
  );
  return { totals, cited };
}

function checkReviewFile(
  members: ReadMembers,
  { history, submission, instrument }: Ground,
  { totals, cited, reviewFile }: Recomputed & { readonly reviewFile: ReviewFile | null },
  log: FindingLog,
) {
  if (reviewFile === null) unreadable('review', log);
  // Without an end there is nothing to compare with; the history check has said so.
  if (history.review.finalised === null) return;
  const expected = buildReviewFile({
    manifest: submission.manifest,
    manifestDigest: submission.digest,
    instrument: instrument.instrument,
    instrumentDigest: instrument.digest,
    review: history.review,
    totals,
    cited,
    software: reviewFile?.software ?? { name: '', version: '' },
  });
  if (reviewFile !== null) compareReview(expected, reviewFile, log);
  const csv = textOf(memberOf(members, 'scores'));
  if (csv !== null) compareCsv(buildScoresCsv(expected, instrument.instrument), csv, log);
  else if (memberOf(members, 'scores') !== undefined) unreadable('scores', log);
}

function checkEvidenceFile(
  members: ReadMembers,
  { history, submission }: Ground,
  cited: Recomputed['cited'],
  log: FindingLog,
): void {
  const file = packageMembers.evidence.name;
  const parsed = EvidenceFile.safeParse(jsonOf(memberOf(members, 'evidence')));
  if (!parsed.success) {
    unreadable('evidence', log);
    return;
  }
  const actual = parsed.data;
  const places = [...actual.evidence, ...(actual.team ?? [])].flatMap(({ id, member }) =>
    member === undefined ? [] : [[id, member] as const],
  );
  const packed = { choice: actual.included ?? 'none', members: new Map(places) } as const;
  const expected = buildEvidenceFile(submission.manifest, history.review, actual.evidence, packed);
  const same =
    actual.submission === expected.submission &&
    canonicalJson(actual.links) === canonicalJson(expected.links) &&
    canonicalJson(actual.team ?? []) === canonicalJson(expected.team ?? []) &&
    canonicalJson(actual.evidence) === canonicalJson(expected.evidence);
  if (!same) {
    const before = new Set(expected.evidence.map((item) => canonicalJson(item)));
    const odd = actual.evidence.find((item) => !before.has(canonicalJson(item)))?.title ?? '';
    const named = odd === '' ? '' : `: ${odd}`;
    const message = say(
      `รายการหลักฐานใน ${file} ไม่ตรงกับที่ อปท. ส่งและที่ทีมเพิ่ม${named}`,
      `The list of evidence in ${file} is not what the LAO sent and the team added${named}.`,
    );
    log.error('scores', 'evidence.differs', message, { file });
  }
  checkEvidenceMembers(members, actual, { manifest: submission.manifest, review: history.review, cited }, log);
  const lost = new Map(actual.evidence.filter(({ status }) => status !== 'ready').map((item) => [item.id, item.title]));
  for (const citation of history.review.citations) {
    const source = cited.get(citation.id);
    if (source?.isLost === true) continue;
    const evidence = source?.evidence ?? citation.evidence;
    const title = lost.get(evidence);
    if (title === undefined) continue;
    lost.delete(evidence);
    const message = say(
      `อ้างหลักฐาน “${title}” ที่ทีมไม่ได้รับไฟล์ครบถ้วน`,
      `The cited file “${title}” never reached the team intact.`,
    );
    log.warning('scores', 'evidence.not-received', message, { file });
  }
}

function checkAnnotationsFile(members: ReadMembers, { history, submission }: Ground, log: FindingLog): void {
  const file = packageMembers.annotations.name;
  const actual = jsonOf(memberOf(members, 'annotations'));
  const items = typeof actual === 'object' && actual !== null && 'items' in actual ? actual.items : null;
  if (!Array.isArray(items)) {
    unreadable('annotations', log);
    return;
  }
  const expected = buildAnnotationsFile(submission.manifest.id, history.annotations).items;
  const text = (list: readonly unknown[]) => list.map((item) => canonicalJson(item)).sort();
  if (canonicalJson(text(expected)) === canonicalJson(text(items))) return;
  const message = say(
    `เครื่องหมายบนหลักฐานใน ${file} ไม่ตรงกับประวัติ`,
    `The annotations in ${file} are not those of the history.`,
  );
  log.error('scores', 'annotations.differ', message, {
    file,
    expected: String(expected.length),
    actual: String(items.length),
  });
}
