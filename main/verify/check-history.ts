import { isShallow } from '#common/domain/canonical-json.ts';
import { checkChain, type ChainProblem } from '#common/domain/event-chain.ts';
import { instantOf, isClock } from '#common/domain/hybrid-clock.ts';
import { liveAnnotations, reduceReview } from '#common/domain/reduce-review.ts';
import type { WebAnnotation } from '#common/domain/annotation.ts';
import type { Review } from '#common/domain/review.ts';
import type { ReviewEvent } from '#common/domain/review-event.ts';
import type { Text } from '#common/domain/text.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageCode, packageMembers } from './package-members.ts';
import type { ReadInstrument, ReadSubmission } from './read-content.ts';
import { memberOf, textOf, type ReadMembers } from './read-container.ts';

export interface ReadHistory {
  readonly review: Review;
  readonly annotations: readonly WebAnnotation[];
  readonly events: number;
  readonly code: string;
  /** ISO 8601; the newest clock that can be read. */
  readonly lastEventAt: string;
  /** That the entries say they belong to. */
  readonly submission: string | null;
  /** Entries behind the last finalising: they have no effect. */
  readonly later: number;
}

const file = packageMembers.events.name;

function chainSentence({ kind, line }: ChainProblem): Text {
  switch (kind) {
    case 'unreadable':
      return say(`ประวัติบรรทัดที่ ${line} อ่านไม่ได้หรือถูกแก้`, `Line ${line} of the history cannot be read or was altered.`);
    case 'duplicate-id':
      return say(`ประวัติบรรทัดที่ ${line} ซ้ำกับรายการก่อนหน้า`, `Line ${line} of the history repeats an earlier entry.`);
    case 'foreign-submission':
      return say(`ประวัติบรรทัดที่ ${line} เป็นของชุดอื่น`, `Line ${line} of the history belongs to another submission.`);
    case 'reordered':
      return say(`ประวัติบรรทัดที่ ${line} ถูกสลับลำดับ`, `Line ${line} of the history is out of order.`);
    case 'clock-backwards':
      return say(`เวลาในประวัติบรรทัดที่ ${line} ย้อนหลัง`, `The clock in line ${line} of the history runs backwards.`);
    case 'broken-link':
      return say(
        `ประวัติขาดช่วงก่อนบรรทัดที่ ${line}: รายการก่อนหน้าหายไปหรือถูกแก้`,
        `The history is broken before line ${line}: the entry it follows is missing or was altered.`,
      );
    case 'fork':
      return say(`ประวัติแตกเป็นสองทางที่บรรทัดที่ ${line}`, `The history splits in two at line ${line}.`);
  }
}

/** Far above the longest history; a file of line ends alone would be an array of millions. */
const maxLines = 500_000;

/** Lines of the file; null unless every one is ended. */
function linesOf(text: string): readonly string[] | null {
  if (!text.endsWith('\n')) return null;
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (++count > maxLines) return null;
  return text.slice(0, -1).split('\n');
}

/** The hash-chained history, and the review that it amounts to. */
export function checkHistory(members: ReadMembers, log: FindingLog): ReadHistory | null {
  const member = memberOf(members, 'events');
  const text = textOf(member);
  const lines = text === null ? null : linesOf(text);
  if (lines === null) {
    const summary = say('อ่านประวัติการให้คะแนนไม่ได้', 'The history cannot be read.');
    // A member that is missing or damaged was reported as such.
    if (member !== undefined) log.error('history', 'history.unreadable', summary, { file });
    log.close('history', summary, true);
    return null;
  }
  const problems = checkChain(lines, sha256);
  for (const problem of problems)
    log.error('history', `history.${problem.kind}`, chainSentence(problem), {
      file,
      ...(problem.event === null ? {} : { actual: problem.event }),
    });
  // What cannot be read was reported above; the rest is computed with all the same, to show what it amounts to.
  const events = lines.map(parseEvent).filter((event) => event !== null);
  const review = reduceReview(events);
  const end = events.findIndex(({ id }) => id === review.finalised?.event);
  return {
    review,
    annotations: liveAnnotations(events),
    events: lines.length,
    code: packageCode(lines),
    lastEventAt: newestOf(events),
    submission: events[0]?.submission ?? null,
    later: end < 0 ? 0 : events.length - 1 - end,
  };
}

/** Sorted as text, clocks are sorted by time. */
const newestOf = (events: readonly ReviewEvent[]): string =>
  instantOf(events.reduce((newest, { clock }) => (isClock(clock) && clock > newest ? clock : newest), ''));

function parseEvent(line: string): ReviewEvent | null {
  try {
    const value = JSON.parse(line) as unknown;
    // `reduceReview` judges shape and payload of what it is given.
    return typeof value === 'object' && value !== null && isShallow(value) ? (value as ReviewEvent) : null;
  } catch {
    return null;
  }
}

/** The history must be about this submission and this instrument, and end finalised. Closes both checks. */
export function checkHistoryGround(
  { review, events, submission: owner, later }: ReadHistory,
  submission: ReadSubmission | null,
  instrument: ReadInstrument | null,
  signedAt: readonly string[],
  log: FindingLog,
): void {
  const { received, finalised } = review;
  if (received === null) {
    const message = say('ประวัติไม่มีรายการรับข้อมูลจาก อปท.', 'The history does not say which submission was received.');
    log.error('history', 'history.not-received', message, { file });
  }
  if (received !== null && submission !== null && received.manifest !== submission.digest)
    log.error(
      'submission',
      'submission.other',
      say('ข้อมูลของ อปท. ไม่ใช่ชุดที่ประวัติอ้างถึง', 'What the LAO sent is not what the history refers to.'),
      { file: packageMembers.submission.name, expected: received.manifest, actual: submission.digest },
    );
  if (submission !== null && owner !== submission.manifest.id)
    log.error(
      'history',
      'history.other-submission',
      say('ประวัติเป็นของข้อมูล อปท. ชุดอื่น', 'The history belongs to another submission.'),
      { file, expected: submission.manifest.id, actual: owner ?? '' },
    );
  if (later > 0)
    log.warning(
      'history',
      'history.after-finalised',
      say(
        `มี ${later} รายการหลังสรุปผล ซึ่งไม่มีผลต่อคะแนน`,
        `${later} entries stand after the review was finalised; they have no effect.`,
      ),
      { file },
    );
  const wanted = [received?.instrument.digest, submission?.manifest.instrument.digest];
  for (const expected of instrument === null ? [] : wanted)
    if (expected !== undefined && expected !== instrument?.digest) {
      const message = say(
        'เกณฑ์ในแพ็กเกจไม่ใช่ฉบับที่ใช้ประเมิน',
        'The instrument in the package is not the one that was used.',
      );
      const actual = instrument?.digest ?? '';
      log.error('instrument', 'instrument.other', message, { file: packageMembers.instrument.name, expected, actual });
      break;
    }
  if (finalised === null)
    log.error('history', 'history.not-finalised', say('ประวัติไม่จบด้วยการสรุปผล', 'The history does not end finalised.'), {
      file,
    });
  // A minute for clocks that differ; the history keeps milliseconds, the signature whole seconds.
  const early = signedAt.find(
    (at) => finalised !== null && at !== '' && Date.parse(at) + 60_000 < Date.parse(finalised.at),
  );
  if (early !== undefined && finalised !== null)
    log.warning(
      'history',
      'history.signed-before-finalised',
      say('เวลาลงนามมาก่อนเวลาสรุปผล', 'The signing time is before the review was finalised.'),
      { file, expected: finalised.at, actual: early },
    );
  const count = events.toLocaleString('en');
  log.close(
    'history',
    log.failed('history')
      ? say(`${count} รายการ ไม่ต่อเนื่องหรือไม่ครบ`, `${count} entries, broken or incomplete`)
      : say(`${count} รายการ ไม่ขาดช่วง`, `${count} entries, unbroken`),
  );
}

/** Ends the checks of what the review stands on, after the history was compared with it. */
export function closeGround(
  submission: ReadSubmission | null,
  instrument: ReadInstrument | null,
  log: FindingLog,
): void {
  const firstError = (check: 'submission' | 'instrument') =>
    log.findings.find((finding) => finding.check === check && finding.severity === 'error')?.message;
  if (submission !== null) {
    const { lao, answers } = submission.manifest;
    const { sender } = submission;
    log.info(
      'submission',
      'submission.sender-unchecked',
      say(
        `ลายมือชื่อของผู้ส่งถูกต้อง แต่ไม่ได้ยืนยันว่ากุญแจเป็นของ อปท. นี้ ให้เทียบลายพิมพ์กุญแจกับ อปท.: ${sender}`,
        `The sender's signature holds, but nothing confirms that the key is the LAO's: compare its fingerprint with the LAO: ${sender}`,
      ),
      { file: packageMembers.submission.name, actual: sender },
    );
    const good = say(
      `${lao.name} · ${answers.length} คำตอบ ลงนามด้วยกุญแจ ${sender.slice(0, 16)} (ไม่ได้ยืนยันว่าเป็นของ อปท.)`,
      `${lao.name} · ${answers.length} answers, signed with key ${sender.slice(0, 16)} (not confirmed to be the LAO's)`,
    );
    log.close('submission', firstError('submission') ?? good);
  }
  if (instrument === null) return;
  const { title, version, sample } = instrument.instrument;
  if (sample) {
    const message = say('เกณฑ์นี้เป็นชุดตัวอย่าง ไม่ใช่คู่มือของ สถ.', "This instrument is a sample, not DLA's own book.");
    log.info('instrument', 'instrument.sample', message, { file: packageMembers.instrument.name });
  }
  const good = say(`${title.th} รุ่น ${version}`, `${title.en}, version ${version}`);
  log.close('instrument', firstError('instrument') ?? good);
}
