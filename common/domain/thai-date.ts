import { dayNumber, isoDay } from './calendar-day.ts';
import type { IsoDate } from './instrument.ts';
import type { Language } from './text.ts';
import { toArabicDigits, toThaiDigits } from './thai-text.ts';

export type DateStyle = 'short' | 'long' | 'weekday';
export type Digits = 'arabic' | 'thai';

/** พ.ศ. = ค.ศ. + 543. */
const buddhistEra = 543;
const dayMs = 86_400_000;
/** Thailand is on UTC+7 all year. */
const bangkokMs = 7 * 3_600_000;

const months: Readonly<Record<Language, { readonly short: readonly string[]; readonly long: readonly string[] }>> = {
  th: {
    short: 'ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.'.split(' '),
    long: 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' '),
  },
  en: {
    short: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
    long: 'January February March April May June July August September October November December'.split(' '),
  },
};
const weekdays: Readonly<Record<Language, readonly string[]>> = {
  th: 'อาทิตย์ จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
};

/**
 * A day in พ.ศ.: "5 ก.ค. 2567", "5 กรกฎาคม 2567", "วันศุกร์ที่ 5 กรกฎาคม 2567"; in English "5 Jul 2567 BE" and so on.
 * Takes a day or an instant (ISO 8601); an instant shows its day in Thailand. Anything else comes back as it is. The
 * parts are joined by plain spaces: whoever shows it keeps them on one line (`white-space: nowrap`).
 */
export function formatDate(
  iso: string,
  options: { readonly language: Language; readonly style: DateStyle; readonly digits: Digits },
): string {
  const number = dayNumber(iso) ?? localDay(iso);
  if (number === null) return iso;
  const [year = '', month = '', day = ''] = isoDay(number).split('-');
  const { language, style, digits } = options;
  const name = months[language][style === 'short' ? 'short' : 'long'][Number(month) - 1] ?? '';
  const date = `${Number(day).toString()} ${name} ${(Number(year) + buddhistEra).toString()}`;
  // 1970-01-01 was a Thursday.
  const weekday = weekdays[language][(((number + 4) % 7) + 7) % 7] ?? '';
  if (language === 'en') return inDigits(`${style === 'weekday' ? `${weekday}, ` : ''}${date} BE`, digits);
  return inDigits(style === 'weekday' ? `วัน${weekday}ที่ ${date}` : date, digits);
}

/** Time of day in Thailand: "14:52 น.", in Thai digits "๑๔.๕๒ น." as print has it; in English without น. */
export function formatTime(
  instant: string,
  options: { readonly language: Language; readonly digits: Digits; readonly seconds?: boolean },
): string {
  const ms = localMs(instant);
  if (ms === null) return instant;
  const time = new Date(ms).toISOString().slice(11, options.seconds === true ? 19 : 16);
  const shown = options.digits === 'thai' ? toThaiDigits(time.replaceAll(':', '.')) : time;
  return options.language === 'th' ? `${shown} น.` : shown;
}

const inDigits = (text: string, digits: Digits): string => (digits === 'thai' ? toThaiDigits(text) : text);

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

function localMs(instant: string): number | null {
  const ms = instantPattern.test(instant) ? Date.parse(instant) : Number.NaN;
  return Number.isNaN(ms) ? null : ms + bangkokMs;
}

function localDay(instant: string): number | null {
  const ms = localMs(instant);
  return ms === null ? null : Math.floor(ms / dayMs);
}

/**
 * Reads a day as people type it: "5 ก.ค. 2567", "๕ กรกฎาคม พ.ศ. ๒๕๖๗", "วันศุกร์ที่ 5 กรกฎาคม 2567", "5/7/2567", "5 Jul
 * 2024", "2024-07-05". Years from 2400 are พ.ศ., below that ค.ศ.; two digits are พ.ศ. 25xx. Null when it is no day.
 */
export function parseDate(text: string): IsoDate | null {
  const plain = toArabicDigits(text).trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso !== null) return dayOf(iso[3], Number(iso[2]), iso[1]);
  const numeric = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d\d)$/.exec(plain);
  if (numeric !== null) return dayOf(numeric[1], Number(numeric[2]), numeric[3]);
  const named =
    /^(?:วัน[\u0e00-\u0e4e]*?ที่|[a-z]+,)?\s*(\d{1,2})\s*(?:เดือน)?\s*([\u0e01-\u0e4e.a-z]+?)\s*(?:พ\.ศ\.|พศ)?\s*(\d{4}|\d\d)(?:\s*be)?$/.exec(
      plain,
    );
  return named === null ? null : dayOf(named[1], monthNamed(named[2] ?? ''), named[3]);
}

function monthNamed(name: string): number {
  const bare = (text: string): string => text.toLowerCase().replaceAll('.', '');
  const lists = [months.th.short, months.th.long, months.en.short, months.en.long];
  return 1 + Math.max(...lists.map((list) => list.findIndex((month) => bare(month) === bare(name))));
}

function dayOf(day = '', month: number, year = ''): IsoDate | null {
  const typed = year.length === 2 ? 2500 + Number(year) : Number(year);
  const common = typed >= 2400 ? typed - buddhistEra : typed;
  const parts = [common.toString().padStart(4, '0'), month.toString().padStart(2, '0'), day.padStart(2, '0')];
  const iso = parts.join('-');
  return common < 1800 || common > 2400 || dayNumber(iso) === null ? null : iso;
}

/** Fiscal year (พ.ศ.) of a day: October to September, named by the year in which it ends. Null when it is no day. */
export function fiscalYearOf(day: IsoDate): number | null {
  if (dayNumber(day) === null) return null;
  const [year = '', month = ''] = day.split('-');
  return Number(year) + buddhistEra + (Number(month) >= 10 ? 1 : 0);
}
