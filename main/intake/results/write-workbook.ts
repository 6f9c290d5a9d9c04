import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { laoTypeShort } from '#common/domain/lao.ts';
import { replaceFile, syncFolder } from '#main/storage/atomic-file.ts';
import type { Database } from '#main/storage/database.ts';
import { entries, takenInstruments, takenPackages, type BookEntry, type TakenInstrument } from '../book.ts';
import type { ScoreLine } from '../examined.ts';
import { decisionReason } from '../reasons.ts';
import { addSheet, type Cell, type Column } from './sheets.ts';

const text = (head: string, width: number): Column => ({ head, width });
const number = (head: string, width = 10): Column => ({ head, width, isNumber: true });
const place = [text('จังหวัด', 16), text('อำเภอ', 16), text('รหัส อปท.', 11), text('ประเภท', 8), text('อปท.', 34)];

const outcomes: Readonly<Record<BookEntry['outcome'], string>> = {
  accepted: 'รับแล้ว',
  rejected: 'ตีกลับ',
  duplicate: 'ซ้ำ',
  superseded: 'มีฉบับใหม่กว่า',
  held: 'รอเจ้าหน้าที่พิจารณา',
  unreadable: 'อ่านไม่ได้',
};

/** A percent is exact text in the book; in a workbook people want to compute with it. */
const percent = (value: string | null): Cell => (value === null ? null : Number(value));

/**
 * The results for people: totals, one sheet of scores for each instrument, and what was not taken and why. Row by row to
 * a temporary name: `file` is never half a workbook, whatever happens in between.
 */
export async function writeWorkbook(book: Database, file: string): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const half = `${file}.new`;
  const stream = createWriteStream(half, { flush: true });
  const written = finished(stream);
  try {
    const writer = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
    // The writer would not hear of a full disk, and wait for ever.
    await Promise.race([fill(writer, book), written]);
    await written;
    await replaceFile(half, file);
  } catch (error) {
    stream.destroy();
    await rm(half, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

async function fill(writer: Writer, book: Database): Promise<void> {
  await addTotals(writer, book);
  for (const instrument of await takenInstruments(book)) await addScores(writer, book, instrument);
  await addOthers(writer, book);
  await writer.commit();
}

type Writer = Parameters<typeof addSheet>[0];

async function addTotals(writer: Writer, book: Database): Promise<void> {
  const sheet = addSheet(writer, 'ผลรวม', [
    ...[number('ปี พ.ศ.', 8), text('รอบ', 24), ...place, text('ทีม', 22)],
    ...[number('คะแนน อปท.'), number('คะแนนทีม'), number('คะแนนเต็ม')],
    ...[number('ร้อยละ อปท.'), number('ร้อยละทีม'), text('ระดับ', 14), text('ผลการประเมิน', 12)],
    ...[number('ค่าเฉลี่ยร้อยละของด้าน'), number('ร้อยละของคะแนนรวม')],
    ...[1, 2, 3, 4, 5].map((aspect) => number(`ร้อยละ ด้านที่ ${aspect}`)),
    ...[text('สรุปเมื่อ', 24), text('ผู้ลงนาม', 40), text('รหัสแพ็กเกจ', 22), text('SHA-256', 66)],
  ]);
  for await (const { examined, content } of takenPackages(book)) {
    const { said, totals } = content;
    const passed = totals.passed === null ? null : totals.passed ? 'ผ่าน' : 'ไม่ผ่าน';
    const aspects = new Map(totals.aspects.map((one) => [one.aspect, one.percent]));
    sheet.add([
      ...[said.round.year, said.round.title.th, ...placeOf(content), content.team],
      ...[totals.self, totals.points, totals.full, percent(totals.selfPercent), percent(totals.percent)],
      ...[totals.gradeName, passed, percent(totals.meanOfAspects), percent(totals.pointsRatio)],
      ...[1, 2, 3, 4, 5].map((aspect) => percent(aspects.get(aspect) ?? null)),
      ...[content.finalisedAt, examined.signers.map(({ name }) => name).join(', '), said.code, examined.sha256],
    ]);
  }
  sheet.end();
}

const placeOf = ({ said, laoType }: NonNullable<BookEntry['examined']['content']>): Cell[] => [
  ...[said.lao.province, said.lao.district, said.lao.code, laoTypeShort[laoType].th, said.lao.name.th],
];

/** A workbook has no more columns than some sixteen thousand; no instrument comes near. */
const mostIndicators = 10_000;

const scoreOf = (line: ScoreLine | undefined): Cell => {
  if (line === undefined) return null;
  return line.state === 'removed' ? 'ตัดฐาน' : line.team;
};

async function addScores(writer: Writer, book: Database, instrument: TakenInstrument): Promise<void> {
  const indicators = instrument.indicators.slice(0, mostIndicators);
  const sheet = addSheet(writer, `คะแนนทีม ${instrument.year} ${instrument.version}`, [
    ...place,
    ...indicators.map(({ number: printed, title }) => number(`${printed} ${title}`, 9)),
  ]);
  for await (const { content, lines } of takenPackages(book, instrument.digest)) {
    const byId = new Map(lines.map((line) => [line.indicator, line]));
    sheet.add([...placeOf(content), ...indicators.map(({ id }) => scoreOf(byId.get(id)))]);
  }
  sheet.end();
}

async function addOthers(writer: Writer, book: Database): Promise<void> {
  const sheet = addSheet(writer, 'ที่ไม่ได้รับ', [
    ...[text('ผล', 20), ...place, text('ไฟล์', 40), text('เหตุผล', 80)],
    ...[text('ข้อ', 8), text('ขณะลงนาม', 24), text('ในไฟล์นี้', 24), text('รหัส', 28), text('SHA-256', 66)],
  ]);
  for await (const { examined, outcome, reason, name } of entries(book)) {
    if (outcome === 'accepted') continue;
    const head = [
      outcomes[outcome],
      ...(examined.content === null ? place.map(() => null) : placeOf(examined.content)),
    ];
    const reasons = [...(reason === null ? [] : [decisionReason(reason)]), ...examined.reasons];
    for (const { message, indicator, expected, actual, code } of reasons)
      sheet.add([
        ...[...head, name, message.th, indicator ?? null, expected ?? null, actual ?? null, code],
        examined.sha256,
      ]);
  }
  sheet.end();
}
