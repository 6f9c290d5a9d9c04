import { open } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { AppError } from '#common/contract/failures.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { laoFullName, laoTypes, laoTypeShort } from '#common/domain/lao.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { Language } from '#common/domain/text.ts';
import { bundleMediaType, openBundle } from '#main/features/submission/bundle-source.ts';
import { parseInstrument } from '#main/features/submission/find-instrument.ts';
import { readManifest } from '#main/lib/manifest-jws.ts';
import { openPackage } from '#main/verify/verify-file.ts';
import { inspectReceipt } from './inspect-receipt.ts';
import { both, formatSize, writeLine, type ExitCode } from './terminal.ts';
import { verdictLines } from './verdict-text.ts';

const maxInstrument = 8 * 1024 * 1024;

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What kind of file it is comes from its first bytes, not from its name. */
async function kindOf(file: string): Promise<'package' | 'bundle' | 'instrument' | 'receipt' | 'unknown'> {
  const head = await headOf(file);
  if (head.subarray(0, 2).toString('latin1') === 'PK')
    return head.subarray(38, 38 + bundleMediaType.length).toString('latin1') === bundleMediaType ? 'bundle' : 'package';
  if (/^eyJ[\w-]+/.test(head.toString('latin1'))) return 'receipt';
  return /^\uFEFF?\s*\{/.test(head.toString('utf8')) ? 'instrument' : 'unknown';
}

/** Says what is inside a package, a submission bundle, a receipt or an instrument. */
export async function inspectFile(file: string, language: Language): Promise<ExitCode> {
  switch (await kindOf(file)) {
    case 'package':
      return inspectPackage(file, language);
    case 'bundle':
      await inspectBundle(file, language);
      return 0;
    case 'instrument':
      inspectInstrument(await readInstrument(file), language);
      return 0;
    case 'receipt':
      return inspectReceipt(file, language);
    case 'unknown':
      throw new AppError('zip.not-a-zip', { file });
  }
}

async function inspectPackage(file: string, language: Language): Promise<ExitCode> {
  const { report, ground, members } = await openPackage(file);
  for (const line of verdictLines(report, language)) writeLine(line);
  writeLine(both('ไฟล์ในแพ็กเกจ', 'Files')[language]);
  for (const { name, size } of members) writeLine(`  ${name} · ${formatSize(size)}`);
  if (ground === null) return report.verdict === 'unreadable' ? 2 : 1;
  const { instrument, manifest, review } = ground;
  const answers = new Map(manifest.answers.map((answer) => [answer.indicator, answer.selfPoints]));
  writeLine(both('คะแนนตามประวัติ (อปท. → ทีม / เต็ม)', 'Scores by the history (self → team / full)')[language]);
  for (const { id, number, title, points } of applicableIndicators(instrument, manifest.lao.type)) {
    const own = Object.hasOwn(review.indicators, id) ? review.indicators[id] : undefined;
    const left = own?.notApplicable == null ? null : both('ตัดฐาน', 'not applicable')[language];
    writeLine(`  ${number} ${title[language]}: ${answers.get(id) ?? '–'} → ${left ?? own?.points ?? '–'} / ${points}`);
  }
  return report.verdict === 'valid' ? 0 : 1;
}

async function inspectBundle(file: string, language: Language): Promise<void> {
  const bundle = await openBundle(file);
  try {
    const { manifest, sender } = await readManifest(await bundle.manifest());
    describeManifest(manifest, sender, language);
    const brought = await bundle.instrument();
    if (brought !== null) inspectInstrument(parseInstrument(brought), language);
    writeLine(both('ไฟล์หลักฐาน', 'Evidence')[language]);
    for (const { id, title, mediaType, size } of manifest.evidence)
      writeLine(`  ${id} ${title} · ${mediaType} · ${formatSize(size)}`);
    for (const { id, title, url } of manifest.links) writeLine(`  ${id} ${title} · ${url}`);
    const extra = bundle.unlisted(new Set(manifest.evidence.map(({ path }) => path)));
    if (extra !== null) writeLine(both(`มีไฟล์นอกรายการ: ${extra}`, `A file that is not listed: ${extra}`)[language]);
  } finally {
    await bundle.close();
  }
}

function describeManifest(manifest: SubmissionManifest, sender: string, language: Language): void {
  const { lao, round, assignment, instrument, answers, evidence, links } = manifest;
  const bytes = evidence.reduce((sum, { size }) => sum + size, 0);
  const lines = [
    both('ชุดข้อมูลจาก อปท. (.lpasub) ลายมือชื่อผู้ส่งถูกต้อง', 'Submission bundle (.lpasub), signed by its sender'),
    both(
      `  อปท.: ${laoFullName(lao, 'th')} (${lao.code}) · ${lao.district} · ${lao.province}`,
      `  LAO: ${laoFullName(lao, 'en')} (${lao.code}) · ${lao.district} · ${lao.province}`,
    ),
    both(`  รอบ: ${round.title.th} · ${assignment.team}`, `  Round: ${round.title.en} · ${assignment.team}`),
    both(
      `  ฉบับที่ ${manifest.revision} ออกเมื่อ ${manifest.issuedAt}`,
      `  Revision ${manifest.revision}, issued ${manifest.issuedAt}`,
    ),
    both(
      `  เกณฑ์: ${instrument.id} รุ่น ${instrument.version} · SHA-256 ${instrument.digest}`,
      `  Instrument: ${instrument.id}, version ${instrument.version} · SHA-256 ${instrument.digest}`,
    ),
    both(
      `  ${answers.length} คำตอบ · ${evidence.length} ไฟล์ (${formatSize(bytes)}) · ${links.length} ลิงก์`,
      `  ${answers.length} answers · ${evidence.length} files (${formatSize(bytes)}) · ${links.length} links`,
    ),
    both(`  กุญแจผู้ส่ง SHA-256 ${sender}`, `  Sender's key SHA-256 ${sender}`),
  ];
  for (const line of lines) writeLine(line[language]);
}

async function readInstrument(file: string): Promise<Instrument> {
  const bytes = await readFile(file);
  if (bytes.length > maxInstrument) throw new AppError('file.too-large', { size: bytes.length, limit: maxInstrument });
  return parseInstrument(bytes);
}

function inspectInstrument(instrument: Instrument, language: Language): void {
  const { title, version, year, sample, method, passMark, aspects, indicators } = instrument;
  const methods = {
    'mean-of-aspects': both('ค่าเฉลี่ยร้อยละของด้าน', "mean of the aspects' percents"),
    'points-ratio': both('คะแนนรวมต่อคะแนนเต็ม', 'points over full points'),
  };
  writeLine(both(`เกณฑ์: ${title.th}`, `Instrument: ${title.en}`)[language]);
  if (sample) writeLine(both('  ชุดตัวอย่าง ไม่ใช่คู่มือของ สถ.', "  A sample, not DLA's own book")[language]);
  writeLine(both(`  ปี ${year} รุ่น ${version}`, `  Year ${year}, version ${version}`)[language]);
  writeLine(
    both(
      `  วิธีตัดสิน: ${methods[method].th} ผ่านที่ร้อยละ ${passMark}`,
      `  Method: ${methods[method].en}, pass mark ${passMark} %`,
    )[language],
  );
  for (const { number, title: name } of aspects) {
    const own = indicators.filter(({ aspect }) => aspect === number);
    const pilots = own.filter(({ pilot }) => pilot).length;
    const provincial = own.filter((one) => one.provincial).length;
    writeLine(
      both(
        `  ด้านที่ ${number} ${name.th}: ${own.length} ข้อ (นำร่อง ${pilots}, จังหวัด ${provincial})`,
        `  Aspect ${number} ${name.en}: ${own.length} indicators (${pilots} pilot, ${provincial} provincial)`,
      )[language],
    );
  }
  const perType = laoTypes.map(
    (type) => `${laoTypeShort[type][language]} ${applicableIndicators(instrument, type).length}`,
  );
  writeLine(
    both(`  จำนวนข้อตามประเภท: ${perType.join(' · ')}`, `  Indicators by type: ${perType.join(' · ')}`)[language],
  );
}
