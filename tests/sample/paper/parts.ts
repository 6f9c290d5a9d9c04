import { formatDate } from '#common/domain/thai-date.ts';
import { toThaiDigits } from '#common/domain/thai-text.ts';
import type { Office, Person } from '../offices.ts';
import { seeded, seedOf } from '../seeded.ts';

/** "๒๐ ธันวาคม ๒๕๖๖". */
export const longDay = (iso: string): string => formatDate(iso, { language: 'th', style: 'long', digits: 'thai' });
export const shortDay = (iso: string): string => formatDate(iso, { language: 'th', style: 'short', digits: 'thai' });
export const thai = (value: string | number): string => toThaiDigits(String(value));
export const commas = (value: number): string => toThaiDigits(value.toLocaleString('en-US'));

export const page = (body: string, wide = false): string =>
  `<section class="page${wide ? ' wide' : ''}">${body}</section>`;

export const paragraphs = (...texts: readonly string[]): string =>
  texts.map((text) => `<p class="in">${text}</p>`).join('');

/** Somebody's pen: loops and strokes of a width and slant of their own, the same for the same name. */
export function hand(name: string): string {
  const random = seeded(seedOf(name));
  const slant = 6 + random() * 16;
  const strokes = 3 + Math.floor(random() * 4);
  let x = 8;
  let path = `M${x} ${30 + random() * 8}`;
  for (let stroke = 0; stroke < strokes; stroke++) {
    const step = 16 + random() * 26;
    const top = 2 + random() * 20;
    const loop = random() < 0.45 ? step * 0.9 : step * 0.25;
    path += ` C${x + slant} ${top}, ${x + slant + loop} ${top - 4}, ${x + step * 0.55} ${24 + random() * 14}`;
    path += ` S${x + step * 0.7 - loop * 0.4} ${44 - random() * 26}, ${x + step} ${20 + random() * 16}`;
    x += step;
  }
  path += ` q${18 + random() * 30} ${10 - random() * 22} ${34 + random() * 26} ${-6 - random() * 10}`;
  if (random() < 0.6)
    path += ` M${14 + random() * 20} ${44 + random() * 4} q${x * 0.5} ${-12 + random() * 8} ${x * 0.9} ${-4 + random() * 6}`;
  return `<svg class="hand" width="46mm" height="14mm" viewBox="0 0 ${Math.ceil(x + 66)} 54" fill="none" stroke="#1f3f9e" stroke-width="${(1.5 + random() * 0.9).toFixed(2)}" stroke-linecap="round"><path d="${path}"/></svg>`;
}

/** Name and title under a signature; `sealed`: with the office's round stamp half over it. */
export const signature = (
  person: Person,
  options: { readonly on?: string; readonly left?: boolean; readonly sealed?: Office } = {},
): string =>
  `<div class="sign${options.left === true ? ' left' : ''}">${hand(person.name)}<div class="gap"></div>(${person.name})<br>${person.title}${
    options.on === undefined ? '' : `<br>วันที่ ${longDay(options.on)}`
  }${options.sealed === undefined ? '' : seal(options.sealed, -14, -7, -12)}</div>`;

/** Round rubber stamp of the office, in violet ink. Place in millimetres from the corner of what it lies in. */
export function seal(office: Office, left: number, top: number, tilt = -10): string {
  const id = `c${left}-${top}`;
  const words = `${office.full} · จังหวัด${office.lao.province} · `;
  return `<svg class="seal" style="left:${left}mm;top:${top}mm;transform:rotate(${tilt}deg)" width="31mm" height="31mm" viewBox="0 0 100 100">
<defs><path id="${id}" d="M50 50m-36 0a36 36 0 1 1 72 0a36 36 0 1 1 -72 0"/></defs>
<circle cx="50" cy="50" r="47.5" fill="none" stroke="#5a3f9b" stroke-width="2"/><circle cx="50" cy="50" r="29" fill="none" stroke="#5a3f9b" stroke-width="1.3"/>
<text font-family="Sarabun" font-weight="700" font-size="8.6" fill="#5a3f9b" textLength="222" lengthAdjust="spacingAndGlyphs"><textPath href="#${id}" textLength="222" lengthAdjust="spacingAndGlyphs">${words}</textPath></text>
<path d="M50 32l5 12 13 1-10 8 3 13-11-7-11 7 3-13-10-8 13-1z" fill="none" stroke="#5a3f9b" stroke-width="1.8"/></svg>`;
}

/** Received stamp of an office: name, running number, day, time. */
export const receivedStamp = (
  place: { readonly left: number; readonly top: number; readonly tilt?: number },
  by: string,
  number: string,
  on: string,
  time: string,
): string =>
  `<div class="stamp" style="left:${place.left}mm;top:${place.top}mm;transform:rotate(${place.tilt ?? -2.4}deg)">${by}<br>เลขรับ ${thai(number)}<br>วันที่ ${shortDay(on)}<br>เวลา ${thai(time)} น.</div>`;

/** The office's own crest, drawn: no state emblem. */
export const crest = (size = 26): string =>
  `<svg class="crest" width="${size}mm" height="${size}mm" viewBox="0 0 100 100"><circle cx="50" cy="50" r="47" fill="none" stroke="#2b2b2b" stroke-width="2.4"/><circle cx="50" cy="50" r="41" fill="none" stroke="#2b2b2b"/><path d="M14 62q9-8 18 0t18 0 18 0 18 0M18 71q8-7 16 0t16 0 16 0 16 0" fill="none" stroke="#2b2b2b" stroke-width="2.4"/><path d="M50 16l8 20h-16zM32 56V40h36v16M38 56V44m8 12V44m8 12V44m8 12V44M28 40h44" fill="none" stroke="#2b2b2b" stroke-width="2.4"/></svg>`;

export interface Column {
  readonly title: string;
  /** Share of the width. */
  readonly width?: number;
  readonly align?: 'n' | 'c';
}

export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  sum?: readonly string[],
): string {
  const all = columns.reduce((total, { width }) => total + (width ?? 1), 0);
  const cells = (row: readonly string[]) =>
    row.map((cell, index) => `<td class="${columns[index]?.align ?? ''}">${cell}</td>`).join('');
  return `<table><colgroup>${columns.map(({ width }) => `<col style="width:${(((width ?? 1) / all) * 100).toFixed(1)}%">`).join('')}</colgroup>
<thead><tr>${columns.map(({ title }) => `<th>${title}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}${sum === undefined ? '' : `<tr class="sum">${cells(sum)}</tr>`}</tbody></table>`;
}

export const foot = (left: string, at: number, of: number): string =>
  `<div class="foot"><span>${left}</span><span>หน้า ${thai(at)} จาก ${thai(of)}</span></div>`;
