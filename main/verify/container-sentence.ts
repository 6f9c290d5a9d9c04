import type { AppError } from '#common/contract/failures.ts';
import type { Text } from '#common/domain/text.ts';
import { say } from './finding-log.ts';

interface Sentence {
  readonly code: string;
  readonly message: Text;
  readonly where: { readonly file?: string };
}

/** What is wrong with a zip archive that two programs could read in two ways; the name of the entry follows. */
const unsafeSentences: Readonly<Record<string, Text>> = {
  malformed: say('ส่วนหัวขัดกันเอง', 'its headers contradict each other'),
  'prefix-bytes': say('มีข้อมูลอยู่หน้าไฟล์แรก', 'something stands before the first file'),
  'trailing-bytes': say('มีข้อมูลต่อท้ายแพ็กเกจ', 'something stands behind its end'),
  'hidden-bytes': say('มีข้อมูลซ่อนอยู่ระหว่างไฟล์', 'something is hidden between the files'),
  overlap: say('มีสองไฟล์ใช้ข้อมูลเดียวกัน', 'two files share the same bytes'),
  comment: say('มีข้อความแนบที่ไม่มีลายมือชื่อคุ้มครอง', 'it carries a comment that no signature covers'),
  'several-disks': say('ถูกแบ่งเป็นหลายส่วน', 'it is split into several parts'),
  'name-length': say('ชื่อไฟล์ว่างหรือยาวเกินไป', 'a file name is empty or too long'),
  'name-encoding': say('ชื่อไฟล์อ่านได้เป็นหลายชื่อ', 'a file name can be read as several names'),
  'name-characters': say('ชื่อไฟล์มีอักขระที่มองไม่เห็น', 'a file name has characters that nobody sees'),
  'name-path': say('ชื่อไฟล์ชี้ออกไปนอกแพ็กเกจ', 'a file name points out of the package'),
  'duplicate-name': say('มีสองไฟล์ที่ใช้ชื่อเดียวกัน', 'two files have the same name'),
  'file-and-folder': say('ชื่อเดียวกันเป็นทั้งไฟล์และแฟ้ม', 'one name is both a file and a folder'),
  symlink: say('มีทางลัดที่ไม่ใช่ไฟล์จริง', 'it holds a link or device instead of a file'),
  encrypted: say('มีไฟล์ที่เข้ารหัสไว้', 'a file in it is encrypted'),
  method: say('ใช้วิธีบีบอัดที่ไม่รู้จัก', 'a file uses an unknown compression'),
  flags: say('มีไฟล์ที่ต้องใช้วิธีอ่านพิเศษ', 'a file asks to be read in an unusual way'),
  'local-header': say('สารบัญกับส่วนหัวของไฟล์ไม่ตรงกัน', 'its directory and the head of a file disagree'),
  data: say('ข้อมูลบีบอัดเสียหาย', 'compressed data is damaged'),
  size: say('ขนาดไฟล์ไม่ตรงกับที่สารบัญบอก', 'a file is not as large as the directory says'),
  crc: say('ข้อมูลไม่ตรงกับผลรวมตรวจสอบ', 'a file does not match its checksum'),
};

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
    case 'zip.unsafe': {
      const { th, en } =
        unsafeSentences[reason] ?? say('โครงสร้างไม่เป็นไปตามรูปแบบ', 'its structure is not of the known form');
      const named = name === '' ? '' : `: ${name}`;
      return {
        code: `container.${reason}`,
        message: say(
          `โครงสร้างแพ็กเกจถูกดัดแปลงหรือเสียหาย เพราะ${th}${named}`,
          `The container was tampered with or is damaged: ${en}${named}.`,
        ),
        where,
      };
    }
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
