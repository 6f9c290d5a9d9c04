import { editionSentences } from '#common/domain/audience.ts';
import type { Language, Text } from '#common/domain/text.ts';
import {
  notClosed,
  type CheckId,
  type CheckResult,
  type Finding,
  type PackageContent,
  type Severity,
  type Signer,
  type VerifyReport,
} from '#common/domain/verdict.ts';
import { both } from './terminal.ts';

const verdicts: Readonly<Record<VerifyReport['verdict'], Text>> = {
  valid: both('ถูกต้องครบถ้วน ไม่มีการแก้ไขหลังลงนาม', 'VALID: unchanged since signing'),
  invalid: both('ห้ามใช้ผลจากแพ็กเกจนี้', 'INVALID: do not use its results'),
  unreadable: both('อ่านไม่ได้ ไม่ใช่แพ็กเกจที่สมบูรณ์', 'UNREADABLE: not a complete package'),
};

const checks: Readonly<Record<CheckId, Text>> = {
  structure: both('โครงสร้างไฟล์', 'Structure'),
  files: both('ไฟล์ตรงกับที่ลงนาม', 'Files as signed'),
  signature: both('ลายมือชื่ออิเล็กทรอนิกส์', 'Signature'),
  certificate: both('ใบรับรอง', 'Certificate'),
  submission: both('ข้อมูลที่ อปท. ส่ง', 'Submission'),
  instrument: both('เกณฑ์', 'Instrument'),
  history: both('ประวัติการให้คะแนน', 'History'),
  scores: both('คำนวณคะแนนซ้ำ', 'Recomputed scores'),
  evidence: both('ไฟล์หลักฐานในแพ็กเกจ', 'Evidence inside'),
  timestamp: both('ประทับเวลา', 'Timestamp'),
};

const outcomes: Readonly<Record<CheckResult['outcome'], string>> = {
  passed: '✓',
  failed: '✗',
  warning: '!',
  absent: '–',
};

const severities: Readonly<Record<Severity, Text>> = {
  error: both('ผิด', 'error'),
  warning: both('เตือน', 'warning'),
  info: both('หมายเหตุ', 'note'),
};

const signed = both('ขณะลงนาม', 'as signed');
const found = both('ในไฟล์นี้', 'in this file');

function findingLines(finding: Finding, language: Language): string[] {
  const { severity, code, message, expected, actual } = finding;
  const head = `  ${severities[severity][language]} [${code}] ${message[language]}`;
  if (severity === 'info' || expected === undefined || actual === undefined) return [head];
  return [head, `      ${signed[language]}: ${expected}`, `      ${found[language]}: ${actual}`];
}

const doubtOf = ({ trusted }: NonNullable<Signer['timestamp']>): Text => {
  if (trusted === true) return both('', '');
  return trusted === null
    ? both(' (ยังไม่ได้ตรวจผู้ประทับเวลา)', ' (authority not checked)')
    : both(' (ผู้ประทับเวลาไม่น่าเชื่อถือ)', ' (authority not trusted)');
};

const signerLine = (signer: Signer, language: Language): string => {
  const own = signer.selfSigned ? both('ออกโดยผู้ลงนามเอง', 'self-signed')[language] : signer.issuer;
  const issuer =
    signer.anchor === null ? own : `${own} · ${both('เชื่อถือโดย', 'trusted through')[language]} ${signer.anchor}`;
  const stamp =
    signer.timestamp === null
      ? both('ระดับ B', 'level B')[language]
      : `${both('ระดับ T ประทับเวลา', 'level T, timestamp')[language]} ${signer.timestamp.at} ${signer.timestamp.authority}${doubtOf(signer.timestamp)[language]}`;
  const title = signer.title === '' ? '' : ` (${signer.title})`;
  return `${signer.valid ? '✓' : '✗'} ${signer.name}${title} · ${signer.signedAt} · ${stamp} · ${issuer} · SHA-256 ${signer.fingerprint}`;
};

/** Who was assessed and with what result. */
function contentLines(content: PackageContent, language: Language): string[] {
  const labels = {
    lao: both('อปท.', 'LAO'),
    round: both('รอบ', 'Round'),
    instrument: both('เกณฑ์', 'Instrument'),
    result: both('ผลที่คำนวณซ้ำ', 'Result, recomputed'),
    code: both('รหัสแพ็กเกจ', 'Package code'),
  };
  const percent = content.percent ?? '–';
  const place = `${content.laoName[language]} (${content.laoCode}) · ${content.district} · ${content.province}`;
  return [
    `${labels.lao[language]}: ${place}`,
    `${labels.round[language]}: ${content.round[language]}${content.team === '' ? '' : ` · ${content.team}`}`,
    `${labels.instrument[language]}: ${content.instrumentTitle[language]} · ${content.instrumentVersion}`,
    `${labels.result[language]}: ${percent}${content.grade === null ? '' : ` · ${content.grade[language]}`}`,
    `${labels.code[language]}: ${content.code}`,
  ];
}

/** The report of one package as lines for a terminal. */
export function verdictLines(report: VerifyReport, language: Language): string[] {
  const edition = report.audience === 'full' ? null : editionSentences[report.audience];
  const untrusted = both('ข้อมูลต่อไปนี้เชื่อถือไม่ได้', 'What follows cannot be trusted');
  const content = report.content === null ? [] : contentLines(report.content, language).map((line) => `  ${line}`);
  const open = notClosed(report);
  return [
    ...(open === null ? [] : [`${report.file}: ${open.message[language]}`]),
    `${report.file}: ${verdicts[report.verdict][language]}`,
    ...(report.verdict === 'invalid' && content.length > 0 ? [`  ${untrusted[language]}`] : []),
    ...(edition === null ? [] : [`  ${edition[language]}`]),
    ...content,
    ...report.checks.map(
      ({ check, outcome, summary }) => `  ${outcomes[outcome]} ${checks[check][language]}: ${summary[language]}`,
    ),
    ...report.signers.map((signer) => `  ${signerLine(signer, language)}`),
    ...report.findings.flatMap((finding) => findingLines(finding, language)),
  ];
}
