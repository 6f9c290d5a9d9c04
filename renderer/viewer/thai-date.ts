/**
 * Dates of spreadsheets the way a Thai computer shows them. The format says the language (`[$-41E]`), the calendar
 * (`07`: Buddhist) and the digits (`D`: Thai) in one number: `[$-D07041E]`. The short date without any of it (number 14
 * of the built-in formats) follows the computer, and computers of Thai offices show it with the Buddhist year.
 */
const months = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ');
const shortMonths = 'ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.'.split(' ');
const days = 'อาทิตย์ จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์'.split(' ');
const shortDays = 'อา. จ. อ. พ. พฤ. ศ. ส.'.split(' ');

const thaiLanguage = 0x1e;
const buddhist = 7;
const thaiDigits = 0x0d;
const systemShort: Readonly<Record<string, string>> = { 'm/d/yy': 'd/m/bbbb', 'm/d/yy h:mm': 'd/m/bbbb h:mm' };

/** The text, or null for a format that is not Thai: the library's own text is right then. */
export function thaiDate(date: Date, format: string): string | null {
  const plain = (Object.hasOwn(systemShort, format) ? systemShort[format] : format)?.split(';')[0] ?? '';
  const locale = Number.parseInt(/\[\$[^\]-]*-([0-9a-f]+)\]/i.exec(plain)?.[1] ?? '0', 16);
  const isThai = (locale & 0xff) === thaiLanguage || /\[\$-th/i.test(plain) || /b{2,4}/i.test(plain);
  if (!isThai) return null;
  const isBuddhist = ((locale >> 16) & 0xff) === buddhist || /\[\$-[^\]]*,107\]/.test(plain);
  const pattern = plain.replace(/\[[^\]]*\]/g, '').replace(/@$/, '');
  const text = write(date, pattern, isBuddhist);
  const wantsThaiDigits = ((locale >> 24) & 0xff) === thaiDigits;
  return wantsThaiDigits ? text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit))) : text;
}

const token =
  /"([^"]*)"|\\(.)|_.|\*.|(am\/pm|a\/p)|(y{1,4}|e{1,4}|b{2,4}|d{1,4}|m{1,5}|h{1,2}|s{1,2}(?:\.0+)?)|([^])/gi;

function write(date: Date, pattern: string, isBuddhist: boolean): string {
  const has12Hours = /am\/pm|a\/p/i.test(pattern.replace(/"[^"]*"/g, ''));
  const year = date.getUTCFullYear() + (isBuddhist ? 543 : 0);
  const parts = [...pattern.matchAll(token)];
  return parts
    .map(([, quoted, escaped, half, field, other], index) => {
      if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped ?? '';
      if (half !== undefined) return date.getUTCHours() < 12 ? 'AM' : 'PM';
      if (field === undefined) return other ?? '';
      const name = field.toLowerCase();
      const pad = (value: number) => (name.length > 1 ? String(value).padStart(2, '0') : String(value));
      switch (name[0]) {
        case 'y':
        case 'e':
          return name === 'y' || name === 'yy' ? String(year % 100).padStart(2, '0') : String(year);
        case 'b': {
          const thaiYear = date.getUTCFullYear() + 543;
          return name === 'bb' ? String(thaiYear % 100).padStart(2, '0') : String(thaiYear);
        }
        case 'd': {
          const day = date.getUTCDay();
          return name === 'dddd' ? (days[day] ?? '') : name === 'ddd' ? (shortDays[day] ?? '') : pad(date.getUTCDate());
        }
        case 'h':
          return pad(has12Hours ? date.getUTCHours() % 12 || 12 : date.getUTCHours());
        case 's':
          return name.startsWith('ss') ? String(date.getUTCSeconds()).padStart(2, '0') : String(date.getUTCSeconds());
        default:
          return monthOrMinute(date, name, isMinute(parts, index), pad);
      }
    })
    .join('');
}

type Part = RegExpMatchArray;

function monthOrMinute(date: Date, name: string, minute: boolean, pad: (value: number) => string): string {
  if (minute) return pad(date.getUTCMinutes());
  const month = date.getUTCMonth();
  if (name.length === 5) return months[month]?.[0] ?? '';
  return name.length === 4 ? (months[month] ?? '') : name.length === 3 ? (shortMonths[month] ?? '') : pad(month + 1);
}

/** `m` is minutes behind hours or before seconds. */
function isMinute(parts: readonly Part[], index: number): boolean {
  if ((parts[index]?.[4]?.length ?? 0) > 2) return false;
  const field = (at: number) => parts[at]?.[4]?.toLowerCase()[0];
  const before = parts
    .slice(0, index)
    .findLast((part) => part[4] !== undefined)?.[4]
    ?.toLowerCase()[0];
  const after = parts.findIndex((part, at) => at > index && part[4] !== undefined);
  return before === 'h' || (after >= 0 && field(after) === 's');
}
