import type { Office, Person } from '../offices.ts';
import { foot, longDay, page, signature, table, thai, type Column } from './parts.ts';

/** A register over several sheets: the table goes on, the last sheet has the sum and who signed. */
export function register(
  office: Office,
  text: {
    readonly title: string;
    readonly note?: string;
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly string[])[];
    readonly sum?: readonly string[];
    readonly perPage: number;
    readonly wide?: boolean;
    readonly signers?: readonly Person[];
    readonly on?: string;
  },
): string[] {
  const count = Math.max(1, Math.ceil(text.rows.length / text.perPage));
  return Array.from({ length: count }, (_, index) => {
    const rows = text.rows.slice(index * text.perPage, (index + 1) * text.perPage);
    const last = index === count - 1;
    const signers = text.signers ?? [];
    const on = text.on === undefined ? {} : { on: text.on };
    const signs =
      signers.length === 0 ? '' : `<div class="signs">${signers.map((person) => signature(person, on)).join('')}</div>`;
    return page(
      `<h1>${text.title}<br>${office.full} อำเภอ${office.lao.district} จังหวัด${office.lao.province}</h1>
${text.note === undefined || index > 0 ? '' : `<p class="small">${text.note}</p>`}
${table(text.columns, rows, last ? text.sum : undefined)}${last ? signs : ''}${foot(office.full, index + 1, count)}`,
      text.wide ?? false,
    );
  });
}

export interface AgendaItem {
  readonly title: string;
  readonly text: readonly string[];
}

/** Minutes (รายงานการประชุม) over as many sheets as the agenda is split into. */
export function minutes(
  office: Office,
  text: {
    readonly body: string;
    readonly session: string;
    readonly on: string;
    readonly place: string;
    readonly present: readonly (readonly [string, string])[];
    readonly absent: readonly (readonly [string, string])[];
    readonly agenda: readonly (readonly AgendaItem[])[];
    readonly taker: Person;
    readonly checker: Person;
  },
): string[] {
  const people = (list: readonly (readonly [string, string])[]) =>
    list
      .map(
        ([name, post], index) =>
          `<div style="display:grid;grid-template-columns:9mm 66mm 1fr"><span>${thai(index + 1)}.</span><span>${name}</span><span>${post}</span></div>`,
      )
      .join('');
  const items = (list: readonly AgendaItem[]) =>
    list
      .map(({ title, text: lines }) => `<h2>${title}</h2>${lines.map((line) => `<p class="in">${line}</p>`).join('')}`)
      .join('');
  const count = text.agenda.length;
  return text.agenda.map((list, index) =>
    page(
      `${
        index === 0
          ? `<h1>รายงานการประชุม${text.body}<br>${text.session}<br>เมื่อวันที่ ${longDay(text.on)}<br>ณ ${text.place}</h1><div class="rule"></div>
<h2>ผู้มาประชุม</h2>${people(text.present)}${text.absent.length === 0 ? '' : `<h2>ผู้ไม่มาประชุม</h2>${people(text.absent)}`}
<h2>เริ่มประชุมเวลา ๐๙.๓๐ น.</h2>`
          : ''
      }${items(list)}${
        index === count - 1
          ? `<h2>เลิกประชุมเวลา ๑๒.๐๕ น.</h2><div class="signs">${signature({ name: text.taker.name, title: 'ผู้จดรายงานการประชุม' })}${signature({ name: text.checker.name, title: 'ผู้ตรวจรายงานการประชุม' })}</div>`
          : ''
      }${foot(`รายงานการประชุม${text.body}`, index + 1, count)}`,
    ),
  );
}

/** A plain report: headings and paragraphs, one list per sheet. */
export const report = (
  office: Office,
  text: {
    readonly title: string;
    readonly sheets: readonly string[];
    readonly signer: Person;
    readonly on: string;
  },
): string[] =>
  text.sheets.map((sheet, index) =>
    page(
      `${index === 0 ? `<h1>${text.title}<br>${office.full}</h1><div class="rule"></div>` : ''}${sheet}${
        index === text.sheets.length - 1 ? signature(text.signer, { on: text.on }) : ''
      }${foot(office.full, index + 1, text.sheets.length)}`,
    ),
  );
