import type { Office } from '../offices.ts';
import { page } from '../paper/parts.ts';
import type { Scene } from '../render/scenes.ts';
import type { SampleFile } from '../sample-file.ts';

/** A place near the office, in thousandths of a degree. */
export const near = ({ place }: Office, north: number, east: number): readonly [number, number] => [
  place[0] + north / 1000,
  place[1] + east / 1000,
];

export const photo = (
  name: string,
  title: string,
  indicators: readonly string[],
  scene: Scene,
  label: string,
  taken: string,
  at: readonly [number, number] | null,
): SampleFile => ({ name, title, indicators, recipe: { kind: 'photo', scene, label, shot: { taken, at } } });

export const pdf = (
  name: string,
  title: string,
  indicators: readonly string[],
  ...sheets: readonly string[]
): SampleFile => ({ name, title, indicators, recipe: { kind: 'pdf', sheets } });

export const scan = (
  name: string,
  title: string,
  indicators: readonly string[],
  ...sheets: readonly string[]
): SampleFile => ({ name, title, indicators, recipe: { kind: 'scan', sheets } });

/** The window of a state system as a screenshot shows it; drawn, not copied from any real one. */
export function systemScreen(text: {
  readonly system: string;
  readonly menu: readonly string[];
  readonly title: string;
  readonly user: string;
  readonly at: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}): string {
  const cell = (value: string) =>
    `<td style="border:0;border-bottom:1px solid #dfe4ec;padding:9px 12px;font-size:15px">${value}</td>`;
  return `<div style="width:1366px;height:768px;background:#f3f5f9;font:15px/1.5 Sarabun">
<div style="background:#d6dbe4;height:38px;padding:6px 14px;font-size:13px;color:#445"><span style="background:#fff;border-radius:6px;padding:4px 18px">${text.system}</span></div>
<div style="background:#17457a;color:#fff;padding:14px 26px;font-size:20px;font-weight:700;display:flex;justify-content:space-between"><span>${text.system}</span><span style="font-size:14px;font-weight:400">${text.user}</span></div>
<div style="display:grid;grid-template-columns:230px 1fr"><div style="background:#fff;height:660px;border-right:1px solid #dde3ec;padding:16px 0">${text.menu
    .map(
      (item, index) =>
        `<div style="padding:9px 22px;${index === 1 ? 'background:#e6eefb;color:#17457a;font-weight:700' : 'color:#333'}">${item}</div>`,
    )
    .join('')}</div>
<div style="padding:24px 30px"><div style="font-size:20px;font-weight:700;margin-bottom:12px">${text.title}</div>
<table style="background:#fff;font-size:15px;border:1px solid #dfe4ec"><tr>${text.head.map((value) => `<th style="background:#eef2f8;border:0;padding:9px 12px;text-align:left;font-size:15px">${value}</th>`).join('')}</tr>${text.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>
<div style="margin-top:14px;color:#667;font-size:13px">ข้อมูล ณ ${text.at}</div></div></div></div>`;
}

export const screen = (
  name: string,
  title: string,
  indicators: readonly string[],
  content: Parameters<typeof systemScreen>[0],
): SampleFile => ({ name, title, indicators, recipe: { kind: 'screen', html: systemScreen(content) } });

/** A form on its own sheet: heading at the right, as the Ministry's forms have it. */
export const form = (code: string, body: string): string =>
  page(`<p class="right bold" style="margin-bottom:13mm">แบบ ${code}</p>${body}`);
