import type { Signer } from '#common/domain/verdict.ts';
import { checkChain } from '#main/lib/signing/check-chain.ts';
import type { TrustAnchors } from '#main/lib/signing/trust-anchors.ts';
import type { CadesVerdict } from '#main/lib/signing/verify-cades.ts';
import { chainSentence } from './chain-sentences.ts';
import type { JudgedAt } from './check-certificates.ts';
import { say, type FindingLog } from './finding-log.ts';
import { timestampSentence } from './timestamp-sentences.ts';

/** Clocks of laptops and authorities differ by as much. */
const tolerance = 5 * 60_000;

interface CheckedTimestamp {
  /** Null when there is none that holds. */
  readonly timestamp: Signer['timestamp'];
  /** The time at which the signer's certificate must have held. */
  readonly judged: JudgedAt;
}

/** Does it hold, does its authority lead to an anchor, and what does it prove about the signature? */
export async function checkTimestampTrust(
  verdict: CadesVerdict,
  trust: TrustAnchors | undefined,
  { now, file }: { readonly now: number; readonly file: string },
  log: FindingLog,
): Promise<CheckedTimestamp> {
  const claimed = new Date(verdict.signedAt ?? now);
  const unproven = { at: claimed, proven: false };
  if (verdict.timestamp === null) return { timestamp: null, judged: unproven };
  const { timestamp, problems, certificates } = verdict.timestamp;
  for (const problem of problems) log.error('timestamp', problem.code, timestampSentence(problem, file), { file });
  if (timestamp === null || problems.length > 0) return { timestamp: null, judged: unproven };

  const at = new Date(timestamp.at);
  const warn = (code: string, th: string, en: string) => log.warning('timestamp', code, say(th, en), { file });
  if (at.getTime() > now + tolerance)
    warn(
      'timestamp.future',
      `เวลาที่ประทับ ${timestamp.at} อยู่ในอนาคต ตรวจนาฬิกาของเครื่องนี้`,
      `The timestamp ${timestamp.at} lies in the future: check the clock of this computer.`,
    );
  if (claimed.getTime() > at.getTime() + tolerance)
    warn(
      'timestamp.before-signing',
      `ผู้ลงนามบอกเวลา ${claimed.toISOString()} ซึ่งหลังเวลาที่ประทับ ${timestamp.at} นาฬิกาของผู้ลงนามเร็วไป`,
      `The signer says ${claimed.toISOString()}, later than the timestamp ${timestamp.at}: the signer's clock was fast.`,
    );
  if (trust === undefined) {
    log.info(
      'timestamp',
      'timestamp.authority-unchecked',
      say(
        `ไม่ได้ตรวจว่าผู้ประทับเวลา ${timestamp.authority} น่าเชื่อถือหรือไม่`,
        `Whether the timestamp authority ${timestamp.authority} can be trusted is not checked.`,
      ),
      { file },
    );
    return { timestamp: { ...timestamp, trusted: null }, judged: unproven };
  }
  const trusted = await isTrusted(timestamp.authority, certificates, { trust, at }, file, log);
  const checked = { ...timestamp, trusted };
  if (!trusted) return { timestamp: checked, judged: unproven };
  const { validTo = '', validFrom = '' } = verdict.certificate ?? {};
  if (timestamp.at > validTo) {
    warn(
      'timestamp.too-late',
      `ประทับเวลาหลังใบรับรองของผู้ลงนามหมดอายุ (${validTo}) จึงไม่พิสูจน์ว่าลงนามก่อนหมดอายุ`,
      `The timestamp came after the signer's certificate had ended (${validTo}): it does not prove that the signature is older.`,
    );
    return { timestamp: checked, judged: unproven };
  }
  return { timestamp: checked, judged: timestamp.at < validFrom ? unproven : { at, proven: true } };
}

/** Nobody else confirms an authority's own clock: revoked at any time, it proves nothing. */
async function isTrusted(
  authority: string,
  [own, ...intermediates]: readonly Uint8Array[],
  { trust, at }: { readonly trust: TrustAnchors; readonly at: Date },
  file: string,
  log: FindingLog,
): Promise<boolean> {
  if (own === undefined) return false;
  const { anchor, problems } = await checkChain(own, { intermediates, trust, at, proven: false });
  for (const problem of problems) {
    const { code } = problem;
    const report = code === 'not-anchored' ? log.warning : log.error;
    report('timestamp', `timestamp.chain-${code}`, chainSentence(problem, authority), { file });
  }
  return anchor !== null && problems.length === 0;
}

/** How many of the signatures are of level T; the level is told as it is. */
export function closeTimestamps(signers: readonly Signer[], log: FindingLog): void {
  const stamped = signers.flatMap(({ timestamp }) => timestamp ?? []);
  const [first] = stamped;
  if (first === undefined) {
    const none = say(
      'ยังไม่มี (ระดับ B) เวลาลงนามเป็นไปตามนาฬิกาของผู้ลงนาม',
      'None (level B): the time is the signer’s own clock',
    );
    log.close('timestamp', log.failed('timestamp') ? say('ไม่ผ่าน', 'Refused') : none, true);
    return;
  }
  log.close(
    'timestamp',
    stamped.length === signers.length && stamped.length === 1
      ? say(`ระดับ T: ${first.at} โดย ${first.authority}`, `Level T: ${first.at} by ${first.authority}`)
      : say(
          `ระดับ T ${stamped.length} จาก ${signers.length} ลายมือชื่อ`,
          `Level T for ${stamped.length} of ${signers.length} signatures`,
        ),
  );
}
