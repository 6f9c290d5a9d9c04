import type { Signer, VerifyReport } from '#common/domain/verdict.ts';
import { readAsicManifest, type AsicManifest } from '#main/lib/asice/asic-manifest.ts';
import type { Trusted } from '#main/lib/signing/trust-anchors.ts';
import { verifyCades, type CadesProblem, type CadesVerdict } from '#main/lib/signing/verify-cades.ts';
import { checkTrust, closeCertificates } from './check-certificates.ts';
import { checkTimestampTrust, closeTimestamps } from './check-timestamp-trust.ts';
import { checkSigners, type MadeSignature } from './check-signers.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageMembers, signerFolder } from './package-members.ts';
import { textOf, type ReadMember, type ReadMembers } from './read-container.ts';
import { cadesSentence } from './signature-sentences.ts';

/** What the signatures of a container cover, and who made them. */
export interface CheckedSignatures {
  readonly signers: readonly Signer[];
  readonly closing: VerifyReport['closing'];
  /** Digest by member, from every readable manifest. */
  readonly covered: ReadonlyMap<string, string>;
  /** Members of META-INF that are part of the signing itself. */
  readonly machinery: ReadonlySet<string>;
}

const isManifest = (name: string): boolean => /^META-INF\/[^/]*ASiCManifest[^/]*\.xml$/.test(name);
const dayAhead = 24 * 60 * 60 * 1000;

function report(problem: CadesProblem, { signature }: AsicManifest, list: string, log: FindingLog): void {
  const check = problem.code.startsWith('certificate.') ? 'certificate' : 'signature';
  // Which of the two was exchanged cannot be told; the list is what usually was.
  const file = problem.code === 'signature.content' ? list : signature;
  log.error(check, problem.code, cadesSentence(problem, signature, list), { file });
}

function checkTimes(verdict: CadesVerdict, file: string, now: number, log: FindingLog): void {
  if (verdict.signedAt === null || Date.parse(verdict.signedAt) <= now + dayAhead) return;
  const message = say(
    `เวลาลงนาม ${verdict.signedAt} อยู่ในอนาคต ตรวจนาฬิกาของเครื่องที่ลงนามหรือเครื่องนี้`,
    `The signing time ${verdict.signedAt} lies in the future: check the clock of the signer's or of this computer.`,
  );
  log.warning('certificate', 'certificate.future', message, { file });
}

/** It holds, but a reader of the profile alone (P-256, P-384, RSA) may not be able to check it. */
function checkProfile({ certificate }: CadesVerdict, file: string, log: FindingLog): void {
  if (certificate?.key.curve !== 'P-521') return;
  const { name } = certificate.key;
  const message = say(
    `ลายมือชื่อ ${file} ใช้กุญแจ ${name} ซึ่งไม่อยู่ในข้อกำหนดของแพ็กเกจ`,
    `The signature ${file} was made with a key of the kind ${name}, which is not in the profile of packages.`,
  );
  log.warning('certificate', 'certificate.profile', message, { file });
}

function signerOf(verdict: CadesVerdict): Omit<Signer, 'anchor' | 'timestamp'> | null {
  const facts = verdict.certificate;
  if (facts === null) return null;
  const { owner, title, issuer, selfSigned, validFrom, validTo, fingerprint } = facts;
  return {
    ...{ name: owner, title, issuer, selfSigned, validFrom, validTo, fingerprint },
    signedAt: verdict.signedAt ?? '',
    valid: verdict.valid,
    ...{ role: null, signedAs: null, closes: false },
  };
}

/** Checks the signature that a manifest names; null when there is none to check. */
async function checkManifest(
  member: ReadMember,
  members: ReadMembers,
  log: FindingLog,
): Promise<{ readonly manifest: AsicManifest; readonly verdict: CadesVerdict | null } | null> {
  const text = textOf(member);
  const manifest = text === null ? null : readAsicManifest(text);
  if (manifest === null) {
    const message = say(`อ่านรายการไฟล์ที่ลงนาม ${member.name} ไม่ได้`, `The signed list ${member.name} cannot be read.`);
    log.error('signature', 'manifest.unreadable', message, { file: member.name });
    return null;
  }
  const signature = members.get(manifest.signature);
  if (signature?.bytes == null || member.bytes === null) {
    const message = say(
      `ไม่มีลายมือชื่อ ${manifest.signature} ที่รายการไฟล์อ้างถึง หรืออ่านไม่ได้`,
      `The signature ${manifest.signature} is missing or cannot be read.`,
    );
    log.error('signature', 'signature.missing', message, { file: manifest.signature });
    return { manifest, verdict: null };
  }
  return { manifest, verdict: await verifyCades(signature.bytes, member.bytes) };
}

/** Members that belong to signatures: each signer's own, of which others need not know. */
const isOfSigning = (name: string): boolean => name.startsWith('META-INF/') || name.startsWith(signerFolder);

/** Every list as far as it can be read, for what all of them must cover. */
const listsOf = (manifests: readonly ReadMember[]): readonly AsicManifest[] =>
  manifests.flatMap((member) => {
    const text = textOf(member);
    return (text === null ? null : readAsicManifest(text)) ?? [];
  });

/**
 * A part of the content that this signature says nothing about. Else a genuine signature over some other file, put into
 * the container with it, would make its owner a signer of the result; and a late signature over a file of its own would
 * make that file part of what the others signed.
 */
function uncoveredBy({ files }: AsicManifest, content: readonly string[]): string | undefined {
  const covered = new Set(files.map(({ name }) => name));
  return content.find((name) => !covered.has(name));
}

/** A team has four members; each list costs a signature, a chain and revocations. */
const mostLists = 64;

interface SignatureDeps extends Trusted {
  readonly now: number;
  /** Fingerprint of a certificate that must be among the signers'. */
  readonly signer: string | null;
}

/** Every `META-INF/*ASiCManifest*.xml` and the signature it names. */
export async function checkSignatures(
  members: ReadMembers,
  { now, signer: wanted, trust, trustTime }: SignatureDeps,
  log: FindingLog,
): Promise<CheckedSignatures> {
  const made: MadeSignature[] = [];
  const covered = new Map<string, string>();
  const machinery = new Set<string>(['mimetype']);
  const manifests = [...members.values()].filter(({ name }) => isManifest(name));
  if (manifests.length === 0)
    log.error('signature', 'signature.none', say('แพ็กเกจนี้ไม่มีลายมือชื่อ', 'The package carries no signature.'), {
      file: 'META-INF/ASiCManifest.xml',
    });
  if (manifests.length > mostLists) {
    const message = say(
      `มีลายมือชื่อเกิน ${mostLists} ชุด จึงไม่ตรวจ`,
      `There are more than ${mostLists} signatures: none is checked.`,
    );
    log.error('signature', 'signature.too-many', message);
    manifests.length = 0;
  }
  const content = contentOf(listsOf(manifests), members);
  const named = new Set<string>();
  for (const member of manifests) {
    machinery.add(member.name);
    const checked = await checkManifest(member, members, log);
    if (checked === null) continue;
    const { manifest, verdict } = checked;
    for (const { name, sha256 } of manifest.files)
      covered.set(name, covered.has(name) && covered.get(name) !== sha256 ? 'two different digests' : sha256);
    if (/^META-INF\/[^/]+\.p7s$/.test(manifest.signature)) machinery.add(manifest.signature);
    if (named.has(manifest.signature)) {
      const message = say(
        `ลายมือชื่อ ${manifest.signature} ถูกอ้างจากสองรายการ`,
        `The signature ${manifest.signature} is named by two lists.`,
      );
      log.error('signature', 'signature.named-twice', message, { file: manifest.signature });
      continue;
    }
    named.add(manifest.signature);
    if (verdict === null) continue;
    for (const problem of verdict.problems) report(problem, manifest, member.name, log);
    checkTimes(verdict, manifest.signature, now, log);
    checkProfile(verdict, manifest.signature, log);
    const left = uncoveredBy(manifest, content);
    if (left !== undefined) {
      const message = say(
        `ลายมือชื่อ ${manifest.signature} ไม่คุ้มครองไฟล์ ${left}`,
        `The signature ${manifest.signature} does not cover the file ${left}.`,
      );
      log.error('signature', 'signature.partial', message, { file: manifest.signature });
    }
    const signer = signerOf(verdict);
    if (signer === null) continue;
    const where = { now, file: manifest.signature };
    const { timestamp, judged } = await checkTimestampTrust(verdict, trustTime, where, log);
    const anchor = trust === undefined ? null : await checkTrust(verdict, trust, judged, where, log);
    const valid = signer.valid && left === undefined;
    made.push({ list: member.name, manifest, signer: { ...signer, valid, anchor, timestamp } });
  }
  const { signers, closing } = checkSigners(made, members, log);
  if (wanted !== null && !signers.some(({ valid, fingerprint }) => valid && fingerprint === wanted)) {
    const message = say(
      'ไม่มีลายมือชื่อจากใบรับรองที่ระบุให้ตรวจ',
      'No valid signature comes from the certificate that was asked for.',
    );
    log.error('certificate', 'certificate.not-the-expected', message, {
      expected: wanted,
      actual: signers.map(({ fingerprint }) => fingerprint).join(' '),
    });
  }
  closeCertificates(signers, trust !== undefined, log);
  closeSignatures(signers, closing, log);
  closeTimestamps(signers, log);
  return { signers, closing, covered, machinery };
}

/** What is signed: what any list names, and the parts of a package that lie there, whoever names them. */
const contentOf = (lists: readonly AsicManifest[], members: ReadMembers): readonly string[] => {
  const named = lists.flatMap(({ files }) => files.map(({ name }) => name)).filter((name) => !isOfSigning(name));
  const parts = Object.values(packageMembers).flatMap(({ name }) => (members.has(name) ? [name] : []));
  return [...new Set([...parts, ...named])];
};

const closingWords = {
  closed: say(' · ประธานปิดแพ็กเกจแล้ว', ' · closed by the chair'),
  open: say(' · ประธานยังไม่ปิดแพ็กเกจ', ' · not closed by the chair yet'),
  unsaid: say('', ''),
} as const;

function closeSignatures(signers: readonly Signer[], closing: VerifyReport['closing'], log: FindingLog): void {
  const good = signers.filter(({ valid }) => valid).length;
  const { th, en } = closingWords[closing];
  log.close(
    'signature',
    signers.length === 0
      ? say('ไม่มีลายมือชื่อที่อ่านได้', 'No readable signature')
      : say(
          `${good} จาก ${signers.length} ลายมือชื่อ ตรวจด้วย CAdES${th}`,
          `${good} of ${signers.length} valid, checked as CAdES${en}`,
        ),
  );
}
