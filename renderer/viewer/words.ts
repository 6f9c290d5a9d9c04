import type { Mark } from '#common/domain/annotation.ts';

/** The few words that the frame itself says. */
export interface Words {
  readonly evidence: (title: string) => string;
  readonly page: (page: number) => string;
  readonly kind: Readonly<Record<Mark['kind'], string>>;
  readonly cited: (number: number) => string;
  /** What the arrow keys do with a mark that was put into the view. */
  readonly placed: Readonly<Record<Mark['kind'], string>>;
  readonly lost: string;
  readonly pageFailed: string;
  readonly thumbnails: string;
  readonly outline: string;
  readonly noOutline: string;
  readonly pageSeen: (page: number) => string;
  readonly table: string;
  readonly hiddenSheet: string;
  readonly duration: (clock: string) => string;
  readonly speed: string;
}

export const words: Readonly<Record<'th' | 'en', Words>> = {
  th: {
    evidence: (title) => `หลักฐาน ${title}`,
    page: (page) => `หน้า ${page}`,
    kind: {
      highlight: 'ข้อความที่เน้น',
      underline: 'ข้อความที่ขีดเส้นใต้',
      rectangle: 'กรอบ',
      arrow: 'ลูกศร',
      ink: 'ลายเส้น',
      note: 'หมุดบันทึก',
      stamp: 'ตราประทับ',
      redaction: 'ส่วนที่ปกปิดในสำเนา',
    },
    cited: (number) => `อ้างเป็นลำดับ ${number}`,
    placed: {
      highlight: 'วางแถบเน้นแล้ว ใช้ปุ่มลูกศรเลื่อน กด Shift พร้อมลูกศรเพื่อปรับขนาด',
      underline: 'วางเส้นใต้แล้ว ใช้ปุ่มลูกศรเลื่อน กด Shift พร้อมลูกศรเพื่อปรับขนาด',
      rectangle: 'วางกรอบแล้ว ใช้ปุ่มลูกศรเลื่อน กด Shift พร้อมลูกศรเพื่อปรับขนาด',
      arrow: 'วางลูกศรแล้ว ใช้ปุ่มลูกศรเลื่อน กด Shift พร้อมลูกศรเพื่อย้ายหัวลูกศร',
      ink: 'วางเครื่องหมายถูกแล้ว ใช้ปุ่มลูกศรเลื่อน กด Shift พร้อมลูกศรเพื่อปรับขนาด',
      note: 'ปักหมุดแล้ว ใช้ปุ่มลูกศรเลื่อน',
      stamp: 'ประทับตราแล้ว ใช้ปุ่มลูกศรเลื่อน กด Shift พร้อมลูกศรเพื่อปรับขนาด',
      redaction: 'วางส่วนที่ปกปิดแล้ว ใช้ปุ่มลูกศรเลื่อน กด Shift พร้อมลูกศรเพื่อปรับขนาด',
    },
    lost: 'หาตำแหน่งเดิมไม่พบ',
    pageFailed: 'แสดงหน้านี้ไม่ได้',
    thumbnails: 'ภาพย่อของหน้า',
    outline: 'สารบัญของไฟล์',
    noOutline: 'ไฟล์นี้ไม่มีสารบัญ',
    pageSeen: (page) => `หน้า ${page} ดูแล้ว`,
    table: 'ตาราง',
    hiddenSheet: '(ซ่อน)',
    duration: (clock) => `ความยาว ${clock}`,
    speed: 'ความเร็ว',
  },
  en: {
    evidence: (title) => `Evidence ${title}`,
    page: (page) => `page ${page}`,
    kind: {
      highlight: 'Highlight',
      underline: 'Underline',
      rectangle: 'Rectangle',
      arrow: 'Arrow',
      ink: 'Ink',
      note: 'Note',
      stamp: 'Stamp',
      redaction: 'Blacked out in copies',
    },
    cited: (number) => `cited as ${number}`,
    placed: {
      highlight: 'Highlight placed. Arrow keys move it, Shift and arrows resize it',
      underline: 'Underline placed. Arrow keys move it, Shift and arrows resize it',
      rectangle: 'Rectangle placed. Arrow keys move it, Shift and arrows resize it',
      arrow: 'Arrow placed. Arrow keys move it, Shift and arrows move its head',
      ink: 'Tick placed. Arrow keys move it, Shift and arrows resize it',
      note: 'Note placed. Arrow keys move it',
      stamp: 'Stamp placed. Arrow keys move it, Shift and arrows resize it',
      redaction: 'Redaction placed. Arrow keys move it, Shift and arrows resize it',
    },
    lost: 'its former place was not found',
    pageFailed: 'This page cannot be shown',
    thumbnails: 'Small pictures of the pages',
    outline: 'Outline of the file',
    noOutline: 'This file has no outline',
    pageSeen: (page) => `page ${page}, seen`,
    table: 'Table',
    hiddenSheet: '(hidden)',
    duration: (clock) => `Length ${clock}`,
    speed: 'Speed',
  },
};
