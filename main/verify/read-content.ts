import { isAppError } from '#common/contract/failures.ts';
import { checkInstrument } from '#common/domain/check-instrument.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { Instrument as InstrumentSchema } from '#common/formats/instrument-schema.ts';
import { checkManifest } from '#main/features/submission/check-manifest.ts';
import { readManifest } from '#main/lib/manifest-jws.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageMembers } from './package-members.ts';
import { jsonOf, memberOf, textOf, type ReadMembers } from './read-container.ts';

export interface ReadSubmission {
  readonly manifest: SubmissionManifest;
  /** SHA-256 (hex) of the signed payload. */
  readonly digest: string;
  /** RFC 7638 thumbprint of the LAO's key, hex. */
  readonly sender: string;
}

export interface ReadInstrument {
  readonly instrument: Instrument;
  readonly digest: string;
}

/** What the LAO sent, under its own signature: the self-scores and the digests of the evidence. */
export async function readSubmission(members: ReadMembers, log: FindingLog): Promise<ReadSubmission | null> {
  const file = packageMembers.submission.name;
  const text = textOf(memberOf(members, 'submission'));
  if (text === null) {
    const summary = say('อ่านข้อมูลที่ อปท. ส่งไม่ได้', 'What the LAO sent cannot be read.');
    // A member that is missing or damaged was reported as such; this one is there, but is no text.
    if (memberOf(members, 'submission') !== undefined)
      log.error('submission', 'submission.unreadable', summary, { file });
    log.close('submission', summary, true);
    return null;
  }
  try {
    const { manifest, digest, sender } = await readManifest(text);
    return { manifest, digest, sender };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const [th, en] =
      error.code === 'bundle.bad-signature'
        ? ['ลายมือชื่อของ อปท. ใน submission.jws ไม่ถูกต้อง', "The LAO's own signature in submission.jws does not hold."]
        : ['submission.jws ไม่ใช่ข้อมูลที่ อปท. ส่งตามรูปแบบ', 'submission.jws is not a submission of the known form.'];
    log.error('submission', `submission.${error.code.replace('bundle.', '')}`, say(th, en), { file });
    log.close('submission', say(th, en));
    return null;
  }
}

/** The year's book of indicators and rules, as it was used. */
export function readInstrument(members: ReadMembers, log: FindingLog): ReadInstrument | null {
  const file = packageMembers.instrument.name;
  const member = memberOf(members, 'instrument');
  if (member?.bytes == null) {
    const summary = say('อ่านเกณฑ์ไม่ได้', 'The instrument cannot be read.');
    if (member !== undefined) log.error('instrument', 'instrument.unreadable', summary, { file });
    log.close('instrument', summary, true);
    return null;
  }
  const parsed = InstrumentSchema.safeParse(jsonOf(member));
  const problem = parsed.success ? checkInstrument(parsed.data)[0] : undefined;
  const where = parsed.success ? problem && `${problem.code} ${problem.where}` : parsed.error.issues[0]?.path.join('.');
  if (!parsed.success || problem !== undefined) {
    const message = say(
      `เกณฑ์ใน ${file} ใช้ไม่ได้: ${where ?? ''}`,
      `The instrument in ${file} cannot be used: ${where ?? ''}.`,
    );
    log.error('instrument', 'instrument.invalid', message, { file });
    log.close('instrument', message);
    return null;
  }
  return { instrument: parsed.data, digest: sha256(member.bytes) };
}

/** What the program that took the submission in would have refused: answers twice, points above full, one id for two files. */
export function checkAnswers({ manifest }: ReadSubmission, { instrument }: ReadInstrument, log: FindingLog): void {
  try {
    checkManifest(manifest, instrument);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const where = `${String(error.details.reason)}: ${String(error.details.path)}`;
    const message = say(
      `ข้อมูลที่ อปท. ส่งขัดกับเกณฑ์หรือขัดกันเอง (${where})`,
      `What the LAO sent contradicts the instrument or itself (${where}).`,
    );
    log.error('submission', 'submission.contradictory', message, { file: packageMembers.submission.name });
  }
}
