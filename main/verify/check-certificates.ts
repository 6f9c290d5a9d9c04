import type { Signer } from '#common/domain/verdict.ts';
import { checkChain, type ChainProblem } from '#main/lib/signing/check-chain.ts';
import type { TrustAnchors } from '#main/lib/signing/trust-anchors.ts';
import type { CadesVerdict } from '#main/lib/signing/verify-cades.ts';
import { chainSentence } from './chain-sentences.ts';
import { say, type FindingLog } from './finding-log.ts';

/** The time at which a certificate must have held, and whether anybody but the signer confirms it. */
export interface JudgedAt {
  readonly at: Date;
  readonly proven: boolean;
}

const codeOf = ({ code }: ChainProblem): string => {
  if (code === 'revoked-later') return 'certificate.revoked';
  return code === 'not-anchored' || code === 'revoked' ? `certificate.${code}` : `certificate.chain-${code}`;
};

/** Follows the signer's certificate to an anchor; gives the anchor's owner where it holds. */
export async function checkTrust(
  { certificate, certificates }: CadesVerdict,
  trust: TrustAnchors,
  { at, proven }: JudgedAt,
  { now, file }: { readonly now: number; readonly file: string },
  log: FindingLog,
): Promise<string | null> {
  const [own, ...intermediates] = certificates;
  if (certificate === null || own === undefined) return null;
  const { anchor, problems, revocation } = await checkChain(own, { intermediates, trust, at, proven });
  for (const problem of problems)
    // The signer's own validity is told of the signature itself.
    if (problem.depth > 0 || (problem.code !== 'expired' && problem.code !== 'not-yet-valid'))
      log.error('certificate', codeOf(problem), chainSentence(problem, certificate.owner), { file });
  if (anchor === null || problems.length > 0) return null;
  log.info(
    'certificate',
    'certificate.trusted',
    say(
      `ใบรับรองของ ${certificate.owner} สืบถึงผู้ออกที่กำหนดให้เชื่อถือ: ${anchor}`,
      `The certificate of ${certificate.owner} leads to a trusted issuer: ${anchor}.`,
    ),
    { file },
  );
  if (!proven && now > Date.parse(certificate.validTo))
    log.warning(
      'certificate',
      'certificate.expired-since',
      say(
        `ใบรับรองของ ${certificate.owner} หมดอายุแล้วเมื่อ ${certificate.validTo} และไม่มีการประทับเวลาพิสูจน์ว่าลงนามก่อนหน้านั้น`,
        `The certificate of ${certificate.owner} has expired since (${certificate.validTo}), and no timestamp proves that the signature is older.`,
      ),
      { file },
    );
  // Nobody revokes a certificate that was trusted by itself.
  if (revocation === 'outdated')
    log.warning(
      'certificate',
      'certificate.revocation-outdated',
      say(
        `รายการเพิกถอนที่มีเก่ากว่าวันลงนามของ ${certificate.owner} จึงไม่รู้ว่าใบรับรองถูกเพิกถอนแล้วหรือไม่`,
        `The list of revoked certificates is older than the signature of ${certificate.owner}: a revocation may be missing from it.`,
      ),
      { file },
    );
  if (revocation === 'unknown')
    log.info(
      'certificate',
      'certificate.revocation-unknown',
      say(
        `ไม่มีรายการเพิกถอนของผู้ออกใบรับรองของ ${certificate.owner}`,
        `There is no list of revoked certificates by the issuer of ${certificate.owner}'s.`,
      ),
      { file },
    );
  return anchor;
}

/** What the certificates amount to. `asked`: whether anchors were given to hold them against. */
export function closeCertificates(signers: readonly Signer[], asked: boolean, log: FindingLog): void {
  const open = asked ? [] : signers;
  if (open.some(({ selfSigned }) => selfSigned))
    log.info(
      'certificate',
      'certificate.self-signed',
      say(
        'ใบรับรองออกโดยผู้ลงนามเอง จึงยืนยันตัวบุคคลไม่ได้ ให้เทียบลายพิมพ์ใบรับรองกับผู้ลงนามด้วยช่องทางอื่น',
        'The certificate was issued by its own holder and proves no identity: compare its fingerprint with the signer by another way.',
      ),
    );
  if (open.some(({ selfSigned }) => !selfSigned))
    log.info(
      'certificate',
      'certificate.issuer-unchecked',
      say(
        'ไม่ได้ตรวจว่าผู้ออกใบรับรองน่าเชื่อถือหรือไม่ และใบรับรองถูกเพิกถอนหรือไม่',
        'Whether the issuer can be trusted, or the certificate was revoked, is not checked.',
      ),
    );
  if (signers.length === 0) {
    log.close('certificate', say('ไม่มีใบรับรองให้ตรวจ', 'No certificate to check'), true);
    return;
  }
  if (log.failed('certificate')) {
    log.close('certificate', say('ไม่ผ่าน', 'Refused'));
    return;
  }
  if (asked) {
    log.close(
      'certificate',
      say('ใช้ได้ ณ วันลงนาม สืบถึงผู้ออกที่กำหนดให้เชื่อถือ', 'Valid when signed; issued under a trusted authority'),
    );
    return;
  }
  log.close(
    'certificate',
    signers.some(({ selfSigned }) => selfSigned)
      ? say(
          'ใช้ได้ ณ วันลงนาม ออกโดยผู้ลงนามเอง ยังไม่ได้รับรองโดยหน่วยงานกลาง',
          'Valid when signed; self-issued, not confirmed by an authority',
        )
      : say('อยู่ในอายุ ณ วันลงนาม แต่ไม่ได้ตรวจผู้ออกใบรับรอง', 'Not expired when signed; its issuer is not checked'),
  );
}
