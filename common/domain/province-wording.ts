import { joined, inDigits } from './print-digits.ts';
import { overallFigures, passedOf } from './province-figures.ts';
import type { ProvinceInput } from './province-input.ts';
import { ratio, toFixed2 } from './rational.ts';
import { formatDate, formatTime } from './thai-date.ts';
import { formatNumber } from './thai-text.ts';

/** What a reader must know before trusting the numbers. */
export function noticesOf({ instrument, results, known, language }: ProvinceInput): readonly string[] {
  const th = language === 'th';
  const notices = [
    th
      ? `ค่าเฉลี่ยและจำนวนทั้งหมดคิดเฉพาะ อปท. ที่ทีมประเมินสรุปผลแล้ว ${results.length} แห่ง จาก ${known} แห่งที่มีข้อมูลในเครื่องนี้`
      : `All averages and counts are over the ${results.length} LAOs whose result is locked, of ${known} on this computer.`,
  ];
  if (instrument.sample) {
    notices.push(
      th
        ? 'ผลนี้ใช้ชุดตัวชี้วัดตัวอย่าง ไม่ใช่แบบประเมินของกรมส่งเสริมการปกครองท้องถิ่น'
        : 'These results use a sample instrument, not the book of the Department of Local Administration.',
    );
  }
  return notices;
}

export function openingOf({ province, year, instrument, results, language }: ProvinceInput): string {
  const passed = passedOf(results).length;
  const share = ratio(BigInt(passed * 100), BigInt(results.length));
  const percent = share === null ? '–' : toFixed2(share);
  return language === 'th'
    ? `ผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่นในจังหวัด${province} ประจำปี ${year} จำนวน ${joined(formatNumber(results.length), 'แห่ง')} มีองค์กรปกครองส่วนท้องถิ่นผ่านเกณฑ์ร้อยละ ${instrument.passMark} จำนวน ${joined(formatNumber(passed), 'แห่ง')} คิดเป็น${joined('ร้อยละ', percent)} ดังรายละเอียดต่อไปนี้`
    : `Of the ${formatNumber(results.length)} local administrative organisations in ${province} Province that were assessed for ${year}, ${formatNumber(passed)} (${percent} %) reach the pass mark of ${instrument.passMark} %, as follows.`;
}

interface Line {
  readonly label: string;
  readonly value: string;
}

export function overviewOf({ instrument, results, language }: ProvinceInput): readonly Line[] {
  const th = language === 'th';
  const { mean, lowest, highest } = overallFigures(instrument, results);
  const passed = passedOf(results).length;
  const laos = (count: number) => (th ? joined(formatNumber(count), 'แห่ง') : formatNumber(count));
  const percent = (value: typeof mean) => (value === null ? '–' : toFixed2(value));
  const method =
    instrument.method === 'mean-of-aspects'
      ? { th: `ค่าเฉลี่ยร้อยละของ ${instrument.aspects.length} ด้าน`, en: 'mean of the percentages of the aspects' }
      : { th: 'ร้อยละของคะแนนรวมต่อคะแนนเต็ม', en: 'total points in percent of full points' };
  return [
    { label: th ? 'สรุปผลแล้ว' : 'Locked results', value: laos(results.length) },
    { label: th ? 'ผ่านเกณฑ์' : 'Passed', value: laos(passed) },
    { label: th ? 'ไม่ผ่านเกณฑ์' : 'Not passed', value: laos(results.length - passed) },
    { label: th ? `ร้อยละเฉลี่ย (${method.th})` : `Average percent (${method.en})`, value: percent(mean) },
    { label: th ? 'ร้อยละต่ำสุด' : 'Lowest', value: percent(lowest) },
    { label: th ? 'ร้อยละสูงสุด' : 'Highest', value: percent(highest) },
  ];
}

/** Where the numbers come from. Digests keep Arabic digits. */
export function originOf({
  instrument,
  instrumentDigest,
  results,
  language,
  digits,
  printedAt,
}: ProvinceInput): readonly Line[] {
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const unbroken = (text: string) => text.replaceAll(' ', '\u00A0');
  return [
    {
      label: th ? 'ชุดตัวชี้วัด' : 'Instrument',
      value: `${say(instrument.title[language])} ${th ? 'รุ่น' : 'version'} ${instrument.version} (SHA-256 ${instrumentDigest.slice(0, 16).toUpperCase()}…)`,
    },
    {
      label: th ? 'จำนวนผลที่นำมารวม' : 'Results taken in',
      value: say(th ? joined(formatNumber(results.length), 'แห่ง') : formatNumber(results.length)),
    },
    {
      label: th ? 'พิมพ์เมื่อ' : 'Printed',
      value: `${unbroken(formatDate(printedAt, { language, style: 'long', digits }))} ${unbroken(formatTime(printedAt, { language, digits }))}`,
    },
  ];
}
