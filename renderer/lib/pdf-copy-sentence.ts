import type { Failure } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';

/** Why a file could not be copied with its marks. */
export function pdfCopySentence({ reason, redacted }: Failure['details']): Text {
  if (redacted === true) return redactionSentence(reason);
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

/** No copy at all rather than one that shows what it should hide. */
function redactionSentence(reason: Failure['details'][string] | undefined): Text {
  switch (reason) {
    case 'password':
      return {
        th: 'ไฟล์นี้มีรหัสผ่าน จึงปกปิดไม่ได้และไม่ทำสำเนาให้ ขอไฟล์ที่ไม่มีรหัสจาก อปท. แล้วปกปิดใหม่',
        en: 'This file has a password and cannot be redacted, so no copy was made. Ask the LAO for one without.',
      };
    case 'unsupported':
      return {
        th: 'ปกปิดได้เฉพาะไฟล์ PDF และภาพ จึงไม่ทำสำเนาของไฟล์นี้ให้',
        en: 'Only PDF files and pictures can be redacted, so no copy of this file was made.',
      };
    case 'too-large':
      return {
        th: 'ไฟล์นี้ใหญ่เกินกว่าจะปกปิดได้ครบทุกหน้า จึงไม่ทำสำเนาให้',
        en: 'This file is too large to be redacted on every page, so no copy was made.',
      };
    default:
      return {
        th: 'วาดบางหน้าของไฟล์นี้เพื่อปกปิดไม่ได้ จึงไม่ทำสำเนาให้ ไม่มีสำเนาที่ยังไม่ปกปิดออกไป',
        en: 'Some page of this file could not be drawn and redacted, so no copy was made. Nothing unredacted left.',
      };
  }
}
