import type { PictureFailure } from './draw-pictures.ts';

/** Fixed words of signature blocks, and sentences in place of pictures; all else comes with the paper. */
export interface PaperWords {
  readonly signed: string;
  readonly position: string;
  readonly date: string;
  readonly noPicture: Readonly<Record<PictureFailure | 'absent', string>>;
}

export const paperWords: Readonly<Record<'th' | 'en', PaperWords>> = {
  th: {
    signed: '(ลงชื่อ)',
    position: 'ตำแหน่ง',
    date: 'วันที่',
    noPicture: {
      absent: 'ไม่มีไฟล์ภาพนี้ในแพ็กเกจ จึงไม่มีภาพในเอกสารนี้',
      unsupported: 'ไฟล์นี้ไม่ใช่ภาพ PNG JPEG หรือ WebP จึงไม่พิมพ์ภาพ',
      damaged: 'ไฟล์ภาพนี้เสียหาย เปิดไม่ได้ จึงไม่พิมพ์ภาพ',
      'too-large': 'ภาพนี้ใหญ่เกินกว่าที่จะพิมพ์ได้ จึงไม่พิมพ์ภาพ',
      unreadable: 'อ่านไฟล์ภาพนี้ไม่ได้ จึงไม่พิมพ์ภาพ',
      'not-covered': 'ปกปิดภาพนี้ตามเครื่องหมายปกปิดไม่ได้ จึงไม่พิมพ์ภาพ',
      late: 'วาดภาพนี้ไม่ทันเวลา จึงไม่มีภาพในเอกสารนี้ โปรดพิมพ์ใหม่',
      'too-many': 'ภาพในเอกสารนี้มากเกินไป จึงไม่พิมพ์ภาพนี้',
    },
  },
  en: {
    signed: 'Signed',
    position: 'Position',
    date: 'Date',
    noPicture: {
      absent: 'The package does not hold this file, so the picture is not printed.',
      unsupported: 'This file is no PNG, JPEG or WebP picture, so it is not printed.',
      damaged: 'This picture is damaged and cannot be opened, so it is not printed.',
      'too-large': 'This picture is too large to be printed.',
      unreadable: 'The file of this picture cannot be read, so it is not printed.',
      'not-covered': 'This picture cannot be blacked out as it is marked, so it is not printed.',
      late: 'This picture was not drawn in time. Print the paper again.',
      'too-many': 'This paper holds too many pictures, so this one is not printed.',
    },
  },
};
