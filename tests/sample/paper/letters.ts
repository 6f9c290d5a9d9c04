import type { Office, Person } from '../offices.ts';
import { crest, longDay, page, paragraphs, signature, thai } from './parts.ts';

/** An outgoing letter (หนังสือภายนอก) on one sheet. `extra`: stamps and the like. */
export const letter = (
  office: Office,
  text: {
    readonly number: string;
    readonly on: string;
    readonly subject: string;
    readonly to: string;
    readonly refer?: string;
    readonly enclosed?: readonly string[];
    readonly body: readonly string[];
    readonly from?: Person;
    readonly extra?: string;
  },
): string =>
  page(`${crest()}
<div class="head" style="margin-top:15mm"><div>ที่ ${office.code}/${thai(text.number)}</div><div class="from">${office.house}<br>${office.address}</div></div>
<p class="center" style="margin:5mm 0 4mm 22mm">${longDay(text.on)}</p>
<div class="field"><span>เรื่อง</span><span>${text.subject}</span><span>เรียน</span><span>${text.to}</span>${
    text.refer === undefined ? '' : `<span>อ้างถึง</span><span>${text.refer}</span>`
  }${
    text.enclosed === undefined
      ? ''
      : `<span>สิ่งที่ส่งมาด้วย</span><span>${text.enclosed.map((one, index) => `${thai(index + 1)}. ${one}`).join('<br>')}</span>`
  }</div><div style="height:4mm"></div>
${paragraphs(...text.body)}
<p class="center" style="margin:6mm 0 0 44%">ขอแสดงความนับถือ</p>${signature(text.from ?? office.head)}
<p class="small" style="position:absolute;bottom:14mm;left:28mm">สำนักปลัด<br>โทร. ๐ ๔๒๙๙ ๙๐๐๐<br>ไปรษณีย์อิเล็กทรอนิกส์ saraban@${office.site.replace('https://www.', '')}</p>${text.extra ?? ''}`);

/** An order (คำสั่ง) that appoints people; `sealed` puts the office's stamp beside the signature. */
export const order = (
  office: Office,
  text: {
    readonly number: string;
    readonly on: string;
    readonly subject: string;
    readonly why: readonly string[];
    readonly people: readonly (readonly [string, string, string])[];
    readonly duties: readonly string[];
    readonly sealed?: boolean;
  },
): string =>
  page(`${crest()}<div style="height:22mm"></div>
<h1>คำสั่ง${office.full}<br>ที่ ${thai(text.number)}<br>เรื่อง ${text.subject}</h1><div class="rule"></div>
${paragraphs(...text.why)}
<div style="margin-left:2.5cm">${text.people
    .map(
      ([name, post, role], index) =>
        `<div style="display:grid;grid-template-columns:8mm 51mm 1fr 31mm"><span>${thai(index + 1)}.</span><span>${name}</span><span>${post}</span><span>${role}</span></div>`,
    )
    .join('')}</div>
<p class="in" style="margin-top:2mm">ให้ผู้ได้รับแต่งตั้งมีหน้าที่ดังต่อไปนี้</p>
${text.duties.map((duty, index) => `<p class="in2">${thai(index + 1)}. ${duty}</p>`).join('')}
<p class="in">ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป</p><p class="center">สั่ง ณ วันที่ ${longDay(text.on)}</p>
${signature(office.head, text.sealed === true ? { sealed: office } : {})}`);

/** A public announcement (ประกาศ). */
export const announcement = (
  office: Office,
  text: {
    readonly subject: string;
    readonly on: string;
    readonly body: readonly string[];
    readonly extra?: string;
    readonly sealed?: boolean;
  },
): string =>
  page(`${crest()}<div style="height:22mm"></div>
<h1>ประกาศ${office.full}<br>เรื่อง ${text.subject}</h1><div class="rule"></div>
${paragraphs(...text.body)}${text.extra ?? ''}
<p class="in2" style="margin-top:4mm">ประกาศ ณ วันที่ ${longDay(text.on)}</p>${signature(office.head, text.sealed === true ? { sealed: office } : {})}`);

/** A memo inside the office (บันทึกข้อความ) with the mayor's note at its foot. */
export const memo = (
  office: Office,
  text: {
    readonly unit: string;
    readonly number: string;
    readonly on: string;
    readonly subject: string;
    readonly body: readonly string[];
    readonly from: Person;
    readonly note?: string;
    readonly extra?: string;
  },
): string =>
  page(`<div class="memo-title">บันทึกข้อความ</div>
<p><b>ส่วนราชการ</b> ${text.unit} ${office.full}</p>
<p style="display:grid;grid-template-columns:1fr 1fr"><span><b>ที่</b> ${office.code}/${thai(text.number)}</span><span><b>วันที่</b> ${longDay(text.on)}</span></p>
<p style="border-bottom:.3mm solid #333;padding-bottom:2mm"><b>เรื่อง</b> ${text.subject}</p>
<p>เรียน ${office.head.title}</p>${paragraphs(...text.body)}${text.extra ?? ''}${signature(text.from)}${
    text.note === undefined
      ? ''
      : `<p style="margin-top:9mm"><b>ความเห็น/ข้อสั่งการของผู้บริหาร</b></p><p style="color:#1f3f9e">${text.note}</p>${signature(office.head, { left: true, on: text.on })}`
  }`);
