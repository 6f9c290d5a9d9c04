import type { Language, Text } from '#common/domain/text.ts';
import { receiptOutcomes, type ReceiptOutcome } from '#common/formats/receipt-schema.ts';
import type { IntakeSummary } from '#main/intake/take-in.ts';
import { both } from './terminal.ts';

export const outcomeWords: Readonly<Record<ReceiptOutcome, Text>> = {
  accepted: both('รับแล้ว', 'accepted'),
  rejected: both('ตีกลับ', 'rejected'),
  duplicate: both('ซ้ำ', 'duplicates'),
  superseded: both('มีฉบับใหม่กว่า', 'replaced by a newer version'),
  held: both('รอเจ้าหน้าที่พิจารณา', 'held for a person'),
  unreadable: both('อ่านไม่ได้', 'could not be read'),
};

const most = 20;

function listed(title: Text, names: readonly string[], language: Language): string[] {
  if (names.length === 0) return [];
  const more = names.length > most ? [`  … +${names.length - most}`] : [];
  return [title[language], ...names.slice(0, most).map((name) => `  ${name}`), ...more];
}

/** The summary of an intake as lines for a terminal. */
export function intakeLines(summary: IntakeSummary, language: Language): string[] {
  const { outcomes, files, examined, copies, others, lost, unknown, issued, mixedInstruments } = summary;
  const mixed = mixedInstruments.map(({ year, id, version, digest, packages }) => {
    const count = packages.toLocaleString('en');
    return `${both(`ปี ${year}`, `Year ${year}`)[language]} · ${id} ${version} · ${count} · SHA-256 ${digest}`;
  });
  const counts = receiptOutcomes.map((outcome) => {
    const count = outcomes[outcome].toLocaleString('en');
    return `  ${count.padStart(7)}  ${outcomeWords[outcome][language]}`;
  });
  const [all, now] = [files.toLocaleString('en'), examined.toLocaleString('en')];
  return [
    both(`แพ็กเกจในโฟลเดอร์ ${all} ไฟล์ ตรวจครั้งนี้ ${now}`, `${all} packages in the folder, ${now} examined now`)[language],
    both('ในสมุดรับทั้งหมด', 'In the book, all together')[language],
    ...counts,
    both(
      `ไฟล์ที่ซ้ำทุกไบต์ ${copies} · ไฟล์อื่นที่ไม่ได้อ่าน ${others} · ใบรับที่ออกครั้งนี้ ${issued.toLocaleString('en')}`,
      `Copies byte for byte ${copies} · other files left alone ${others} · receipts issued now ${issued.toLocaleString('en')}`,
    )[language],
    ...listed(both('ไฟล์ที่ดิสก์อ่านไม่ได้ จึงไม่มีใบรับ', 'Not given by the disk, so without a receipt'), lost, language),
    ...listed(
      both(
        'ปีเดียวกันแต่ประเมินด้วยชุดตัวชี้วัดหลายชุด ตรวจว่าชุดใดถูกต้อง แล้วกำหนดด้วย --instrument',
        'Judged by several instruments in one year: see which is right, and name it by --instrument',
      ),
      mixed,
      language,
    ),
    ...listed(both('แพ็กเกจที่เลือกไม่มีในสมุดรับ', 'Chosen, but not in the book'), unknown, language),
  ];
}
