import type { Mark } from '#common/domain/annotation.ts';

/** The few words that the frame itself says. */
export interface Words {
  readonly evidence: (title: string) => string;
  readonly page: (page: number) => string;
  readonly kind: Readonly<Record<Mark['kind'], string>>;
  readonly cited: (number: number) => string;
  readonly placed: string;
  readonly pageFailed: string;
  readonly thumbnails: string;
  readonly outline: string;
  readonly noOutline: string;
  readonly pageSeen: (page: number) => string;
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
    },
    cited: (number) => `อ้างเป็นลำดับ ${number}`,
    placed: 'วางกรอบแล้ว ใช้ลูกศรเลื่อน กด Shift พร้อมลูกศรเพื่อปรับขนาด',
    pageFailed: 'แสดงหน้านี้ไม่ได้',
    thumbnails: 'ภาพย่อของหน้า',
    outline: 'สารบัญของไฟล์',
    noOutline: 'ไฟล์นี้ไม่มีสารบัญ',
    pageSeen: (page) => `หน้า ${page} ดูแล้ว`,
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
    },
    cited: (number) => `cited as ${number}`,
    placed: 'Placed. Move it with the arrow keys, resize it with Shift and arrows',
    pageFailed: 'This page cannot be shown',
    thumbnails: 'Small pictures of the pages',
    outline: 'Outline of the file',
    noOutline: 'This file has no outline',
    pageSeen: (page) => `page ${page}, seen`,
  },
};
