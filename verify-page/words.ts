import type { CheckId, CheckResult, Severity, VerifyReport } from '#common/domain/verdict.ts';
import type { Text } from '#common/domain/text.ts';

const say = (th: string, en: string): Text => ({ th, en });

export const verdicts: Readonly<Record<VerifyReport['verdict'], Text>> = {
  valid: say('ถูกต้องครบถ้วน ไม่มีการแก้ไขหลังลงนาม', 'Valid: unchanged since signing'),
  invalid: say('ไม่ถูกต้อง ห้ามใช้ผลจากแพ็กเกจนี้', 'Invalid: do not use its results'),
  unreadable: say('อ่านไม่ได้ ไม่ใช่แพ็กเกจที่สมบูรณ์', 'Unreadable: not a complete package'),
};

export const checkNames: Readonly<Record<CheckId, Text>> = {
  structure: say('โครงสร้างไฟล์', 'Structure'),
  files: say('ไฟล์ตรงกับที่ลงนาม', 'Files as signed'),
  signature: say('ลายมือชื่ออิเล็กทรอนิกส์', 'Signature'),
  certificate: say('ใบรับรอง', 'Certificate'),
  submission: say('ข้อมูลที่ อปท. ส่ง', 'Submission'),
  instrument: say('เกณฑ์', 'Instrument'),
  history: say('ประวัติการให้คะแนน', 'History'),
  scores: say('คำนวณคะแนนซ้ำ', 'Recomputed scores'),
  evidence: say('ไฟล์หลักฐานในแพ็กเกจ', 'Evidence inside'),
  timestamp: say('ประทับเวลา', 'Timestamp'),
};

export const outcomes: Readonly<Record<CheckResult['outcome'], Text>> = {
  passed: say('ผ่าน', 'passed'),
  failed: say('ไม่ผ่าน', 'failed'),
  warning: say('มีข้อสังเกต', 'with remarks'),
  absent: say('ไม่มี', 'absent'),
};

export const severities: Readonly<Record<Severity, Text>> = {
  error: say('ผิด', 'Error'),
  warning: say('เตือน', 'Warning'),
  info: say('หมายเหตุ', 'Note'),
};

export const words = {
  title: say('ตรวจแพ็กเกจผลการประเมิน LPA', 'Check an LPA review package'),
  intro: say(
    'หน้านี้ตรวจแพ็กเกจ (.asice) ในเครื่องนี้เท่านั้น ไม่ใช้อินเทอร์เน็ต ไม่ส่งข้อมูลออก และไม่ต้องติดตั้งโปรแกรม',
    'This page checks a package (.asice) on this computer alone: it needs no internet, sends nothing, installs nothing.',
  ),
  drop: say('วางไฟล์ .asice ที่นี่ หรือกดเพื่อเลือกไฟล์', 'Drop an .asice file here, or press to choose one'),
  signer: say(
    'ลายพิมพ์ SHA-256 ของใบรับรองผู้ลงนามที่รู้จากทางอื่น (ไม่บังคับ)',
    "SHA-256 of the signer's certificate, known by another way (optional)",
  ),
  badSigner: say('ลายพิมพ์ต้องเป็นเลขฐานสิบหก 64 หลัก', 'A fingerprint has 64 hexadecimal digits.'),
  trust: say(
    'ผู้ออกใบรับรองของผู้ลงนามที่เชื่อถือ และรายการเพิกถอน (PEM หรือ DER ไม่บังคับ)',
    'Issuers of signers that you trust, and their lists of revocations (PEM or DER, optional)',
  ),
  trustTime: say('ผู้ประทับเวลาที่เชื่อถือ (ไม่บังคับ)', 'Timestamp authorities that you trust (optional)'),
  timeUnchecked: say('ยังไม่ได้ตรวจผู้ประทับเวลา', 'authority not checked'),
  timeUntrusted: say('ผู้ประทับเวลาไม่น่าเชื่อถือ', 'authority not trusted'),
  badTrust: say(
    'ไฟล์ผู้ออกที่เชื่อถือต้องเป็นใบรับรองหรือรายการเพิกถอน และไม่ปนใบรับรองของบุคคลกับของผู้ออก',
    'What you trust must be certificates or lists of revocations; persons and issuers not in one file.',
  ),
  levelB: say('ระดับ B', 'level B'),
  levelT: say('ระดับ T ประทับเวลา', 'level T, timestamp'),
  trustedThrough: say('เชื่อถือโดย', 'trusted through'),
  busy: say('กำลังตรวจ', 'Checking'),
  stop: say('หยุด', 'Stop'),
  print: say('พิมพ์', 'Print'),
  failed: say('ตรวจไม่สำเร็จ', 'The check did not succeed'),
  untrusted: say('ข้อมูลต่อไปนี้เชื่อถือไม่ได้', 'What follows cannot be trusted'),
  content: say('เนื้อหา', 'Content'),
  checks: say('สิ่งที่ตรวจ', 'What was checked'),
  signers: say('ผู้ลงนาม', 'Signers'),
  findings: say('สิ่งที่พบ', 'Findings'),
  lao: say('อปท.', 'LAO'),
  round: say('รอบ', 'Round'),
  team: say('ทีม', 'Team'),
  instrument: say('เกณฑ์', 'Instrument'),
  result: say('ผลที่คำนวณซ้ำ (ร้อยละ)', 'Result, recomputed (percent)'),
  code: say('รหัสแพ็กเกจ', 'Package code'),
  size: say('ขนาดไฟล์', 'File size'),
  bytes: say('ไบต์', 'bytes'),
  file: say('ไฟล์', 'File'),
  indicator: say('ข้อ', 'No.'),
  asSigned: say('ขณะลงนาม', 'As signed'),
  found: say('ในไฟล์นี้', 'In this file'),
  holds: say('ลายมือชื่อถูกต้อง', 'signature holds'),
  holdsNot: say('ลายมือชื่อไม่ถูกต้อง', 'signature does not hold'),
  selfIssued: say('ออกโดยผู้ลงนามเอง', 'self-issued'),
  issuedBy: say('ออกโดย', 'issued by'),
  limits: say(
    'หน้านี้มากับแพ็กเกจ ผู้ที่แก้แพ็กเกจจึงอาจเปลี่ยนหน้านี้ด้วย หากเป็นเรื่องสำคัญ ให้ใช้หน้า verify.html ที่ได้จากแหล่งที่เชื่อถือ หรือ lpa verify หรือ OpenSSL และเทียบลายพิมพ์ใบรับรองกับผู้ลงนามด้วยช่องทางอื่น',
    'This page came with the package: whoever changes one could exchange the other. Where it matters use a verify.html from a source that you trust, or lpa verify, or OpenSSL, and compare the fingerprint of the certificate with the signer by another way.',
  ),
  old: say(
    'เบราว์เซอร์นี้เก่าเกินไป หรือเปิดหน้านี้ในแบบที่ไม่มี WebCrypto',
    'This browser is too old, or shows this page in a way without WebCrypto.',
  ),
} satisfies Record<string, Text>;
