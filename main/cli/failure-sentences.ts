import { isAppError, type AppError, type FailureCode } from '#common/contract/failures.ts';
import type { Language, Text } from '#common/domain/text.ts';
import { isHostRefusal } from '#main/host/shared/host-refusal.ts';
import { both } from './terminal.ts';

/** The refusals that a command can meet; a library is never involved. */
const sentences: Partial<Record<FailureCode, Text>> = {
  'file.unreadable': both(
    'เปิดไฟล์ไม่ได้ ตรวจชื่อไฟล์และสิทธิ์การอ่าน',
    'The file cannot be opened: check its name and permissions.',
  ),
  cancelled: both('หยุดตามคำสั่ง ไม่มีไฟล์ค้างครึ่งทาง', 'Stopped as asked; nothing half written is left.'),
  'file.too-large': both('ไฟล์ใหญ่เกินไป', 'The file is too large.'),
  'zip.not-a-zip': both(
    'ไฟล์นี้ไม่ใช่แพ็กเกจหรือชุดข้อมูล หรือขาดหายไม่ครบ',
    'The file is no package or bundle, or it is cut off.',
  ),
  'zip.unsafe': both('โครงสร้างไฟล์ผิดปกติ จึงไม่เปิดอ่าน', 'The structure of the file is unsafe; it was not opened.'),
  'zip.bomb': both('ไฟล์ขยายใหญ่ผิดปกติ จึงไม่เปิดอ่าน', 'The file unpacks to an abnormal size; it was not opened.'),
  'bundle.no-manifest': both('ชุดข้อมูลไม่มีรายการนำส่ง', 'The bundle has no manifest.'),
  'bundle.bad-manifest': both('รายการนำส่งไม่เป็นไปตามรูปแบบ', 'The manifest is not of the known form.'),
  'bundle.bad-signature': both('ลายมือชื่อของผู้ส่งไม่ถูกต้อง', "The sender's signature does not hold."),
  'bundle.newer-format': both(
    'ชุดข้อมูลมาจากรุ่นใหม่กว่า ปรับปรุงโปรแกรมก่อน',
    'The bundle is of a newer format: update the program.',
  ),
  'trust.unreadable': both(
    'ไฟล์ผู้ออกที่เชื่อถืออ่านไม่ได้ ต้องเป็นใบรับรองหรือรายการเพิกถอน (PEM หรือ DER)',
    'The trust file cannot be read: it must hold certificates or lists of revoked ones (PEM or DER).',
  ),
  'trust.mixed': both(
    'ไฟล์เดียวมีทั้งผู้ออกใบรับรองและใบรับรองของบุคคล แยกเป็นคนละไฟล์ ใบของบุคคลเชื่อถือได้เฉพาะตัวเอง',
    "One file holds issuers and certificates of persons: separate them. A person's is trusted for itself alone.",
  ),
  'senders.unreadable': both(
    'ไฟล์กุญแจผู้ส่งอ่านไม่ได้ ต้องเป็นลายพิมพ์ SHA-256 บรรทัดละหนึ่ง หรือ JWK Set',
    'The file of sender keys cannot be read: it must hold one SHA-256 fingerprint a line, or a JWK Set.',
  ),
  'timestamp.untrusted': both(
    'ผู้ประทับเวลาไม่อยู่ในรายการที่เชื่อถือ (--trust-time) จึงไม่รับ ไฟล์ยังเหมือนเดิม',
    'The timestamp authority is not among the trusted ones (--trust-time): its stamp was not taken. The file is as it was.',
  ),
  'timestamp.refused': both(
    'ผู้ให้บริการไม่ประทับเวลาให้ หรือคำตอบไม่ถูกต้อง ไฟล์ยังเหมือนเดิม',
    'The authority refused, or its answer is wrong. The file is as it was.',
  ),
  'server.bad-address': both('ที่อยู่ไม่ถูกต้อง', 'This is no address.'),
  'server.insecure': both('ต้องเป็น https หรือเครื่องนี้เอง', 'It must be https, or on this machine.'),
  'server.unreachable': both('ติดต่อผู้ให้บริการไม่ได้', 'The authority cannot be reached.'),
  'instrument.invalid': both('เกณฑ์ไม่เป็นไปตามรูปแบบ', 'The instrument is not of the known form.'),
  'storage.disk-full': both('พื้นที่ดิสก์เต็ม ไม่ได้เขียนไฟล์', 'The disk is full; nothing was written.'),
  'storage.read-only': both('เขียนในโฟลเดอร์นี้ไม่ได้ เลือกที่อื่น', 'This folder cannot be written to: choose another.'),
  'receipt.unreadable': both('ไฟล์นี้ไม่ใช่ใบรับผล', 'The file is no receipt.'),
  'receipt.bad-signature': both('ลายมือชื่อในใบรับผลไม่ถูกต้อง', "The receipt's signature does not hold."),
  'key.wrong-password': both('รหัสผ่านของไฟล์กุญแจไม่ถูกต้อง', 'The password of the key file is wrong.'),
  'key.unsupported': both('ใช้กุญแจนี้ไม่ได้', 'This key cannot be used.'),
  'key.profile': both(
    'กุญแจชนิดนี้ไม่อยู่ในข้อกำหนด ใช้ ECDSA P-256, P-384 หรือ RSA ตั้งแต่ 2048 บิต',
    'Keys of this kind are not in the profile: use ECDSA P-256, P-384, or RSA from 2048 bits.',
  ),
  'key.expired': both('ใบรับรองของกุญแจหมดอายุหรือยังไม่เริ่มใช้', 'The certificate of the key is not valid now.'),
  'library.busy': both(
    'มีโปรแกรมอื่นใช้สมุดรับอยู่ รอให้เสร็จแล้วเรียกใหม่',
    'Another program is using the book: wait until it has ended.',
  ),
  'report.failed': both('จัดทำรายงานไม่สำเร็จ', 'The report could not be made.'),
  'print.failed': both('พิมพ์เป็น PDF ไม่สำเร็จ', 'Printing to PDF failed.'),
};

const detailsOf = ({ details }: AppError): string => {
  const shown = Object.entries(details).filter(([, value]) => value !== '');
  return shown.length === 0 ? '' : ` (${shown.map(([key, value]) => `${key}: ${String(value)}`).join(', ')})`;
};

/** One line for anything that went wrong; never a stack. */
export function failureSentence(error: unknown, language: Language): string {
  if (isHostRefusal(error)) return language === 'th' ? error.thai : error.english;
  if (error instanceof Error && isHostRefusal(error.cause)) return failureSentence(error.cause, language);
  if (isAppError(error)) {
    const known = sentences[error.code] ?? both(`ทำไม่สำเร็จ: ${error.code}`, `Failed: ${error.code}`);
    return `${known[language]}${detailsOf(error)}`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return both('ไม่พบไฟล์หรือโฟลเดอร์', 'No such file or folder.')[language];
  const name = error instanceof Error ? error.name : typeof error;
  return both(`โปรแกรมผิดพลาด (${name})`, `Something went wrong in the program (${name}).`)[language];
}
