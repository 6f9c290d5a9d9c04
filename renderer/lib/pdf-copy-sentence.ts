import type { Failure } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';

/** Why a file could not be copied with its marks. */
export function pdfCopySentence({ reason }: Failure['details']): Text {
  switch (reason) {
    case 'password':
      return {
        th: 'ไฟล์นี้มีรหัสผ่าน จึงเพิ่มเครื่องหมายลงในสำเนาไม่ได้ ส่งออกเครื่องหมายเป็น .jsonld แทน',
        en: 'This file has a password, so marks cannot be put into a copy. Export them as .jsonld instead.',
      };
    case 'unsupported':
      return {
        th: 'ทำสำเนาได้เฉพาะไฟล์ PDF, JPEG และ PNG ส่งออกเครื่องหมายเป็น .jsonld แทน',
        en: 'Copies can be made of PDF, JPEG and PNG files only. Export the marks as .jsonld instead.',
      };
    case 'too-large':
      return {
        th: 'ไฟล์นี้ใหญ่เกินกว่าจะทำสำเนาพร้อมเครื่องหมาย ส่งออกเครื่องหมายเป็น .jsonld แทน',
        en: 'This file is too large for a copy with marks. Export them as .jsonld instead.',
      };
    default:
      return {
        th: 'โครงสร้างของไฟล์นี้เสียหาย จึงเพิ่มเครื่องหมายลงในสำเนาไม่ได้ ส่งออกเครื่องหมายเป็น .jsonld แทน',
        en: 'This file is damaged inside, so marks cannot be put into a copy. Export them as .jsonld instead.',
      };
  }
}
