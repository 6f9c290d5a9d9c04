import type { AppError } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';
import { say } from './finding-log.ts';

interface Sentence {
  readonly code: string;
  readonly message: Text;
  readonly where: { readonly file?: string };
}

/** Why a container could not be opened at all. */
export function containerSentence({ code, details }: AppError): Sentence {
  const name = typeof details.name === 'string' ? details.name : '';
  const reason = String(details.reason ?? '');
  const where = name === '' ? {} : { file: name };
  switch (code) {
    case 'zip.not-a-zip':
      return {
        code: reason === 'truncated' ? 'container.truncated' : 'container.not-a-zip',
        message:
          reason === 'truncated'
            ? say('ไฟล์ขาดหาย ไม่ครบถึงท้ายไฟล์', 'The file is cut off before its end.')
            : say('ไฟล์นี้ไม่ใช่แพ็กเกจ (.asice)', 'This file is not a package (.asice).'),
        where,
      };
    case 'zip.unsafe':
      return {
        code: `container.${reason}`,
        message: say(
          `โครงสร้างแพ็กเกจถูกดัดแปลงหรือเสียหาย (${reason}${name === '' ? '' : `: ${name}`})`,
          `The container was tampered with or is damaged (${reason}${name === '' ? '' : `: ${name}`}).`,
        ),
        where,
      };
    case 'zip.bomb':
      return {
        code: 'container.too-large',
        message: say(
          'แพ็กเกจมีขนาดเกินกว่าที่ควรเป็น จึงไม่เปิดอ่าน',
          'The package is larger than any real one and was not opened.',
        ),
        where,
      };
    default:
      return {
        code: 'container.unreadable',
        message: say(`เปิดไฟล์ไม่ได้ (${reason})`, `The file cannot be opened (${reason}).`),
        where,
      };
  }
}
