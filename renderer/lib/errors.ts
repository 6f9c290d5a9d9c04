import { mostPhrases } from '#common/domain/phrase.ts';
import { isAppError, type Failure, type FailureCode } from '#common/contract/failures.ts';
import type { Language, Text } from '#common/domain/text.ts';
import { bytesText } from './format.ts';
import { recoverySentence, signInReason } from './error-reasons.ts';
import { outboxSentences } from './outbox-errors.ts';
import { pdfCopySentence } from './pdf-copy-sentence.ts';
import { tokenSentences } from './token-errors.ts';
import { trustSentences } from './trust-errors.ts';

type Details = Failure['details'];
type Sentence = Text | ((details: Details) => Text);

const named = (details: Details, key: string): string => {
  const value = details[key];
  return value === undefined || value === '' ? '' : ` “${String(value)}”`;
};

const sizeText = (bytes: Details[string] | undefined): string => bytesText(Number(bytes ?? 0));

/** One sentence per refusal: what happened and what to do. The compiler asks for every code. */
const sentences: Readonly<Record<FailureCode, Sentence>> = {
  internal: {
    th: 'โปรแกรมทำงานผิดพลาด งานที่บันทึกแล้วปลอดภัย ลองอีกครั้ง หากยังเป็นอยู่ให้ปิดแล้วเปิดโปรแกรมใหม่',
    en: 'Something went wrong in the program. Saved work is safe. Try again; if it happens again, restart the program.',
  },
  'invalid-input': {
    th: 'ข้อมูลที่กรอกยังใช้ไม่ได้ ตรวจช่องที่มีข้อความแจ้งแล้วลองใหม่',
    en: 'Some of the entered data cannot be used. Check the marked fields and try again.',
  },
  'unknown-channel': {
    th: 'หน้าจอกับโปรแกรมเป็นคนละรุ่น ปิดแล้วเปิดโปรแกรมใหม่',
    en: 'The screen and the program are of different versions. Restart the program.',
  },
  'library.locked': {
    th: 'ข้อมูลถูกล็อกอยู่ ใส่รหัสผ่านเพื่อเปิดก่อน',
    en: 'Your data is locked. Enter the passphrase to open it first.',
  },
  'library.exists': {
    th: 'เครื่องนี้มีข้อมูลอยู่แล้ว เปิดด้วยรหัสผ่านเดิม',
    en: 'This computer already holds data. Open it with its passphrase.',
  },
  'library.missing': {
    th: 'ไม่พบข้อมูลในโฟลเดอร์นี้ ตรวจว่าโฟลเดอร์ข้อมูลยังอยู่ที่เดิม หรือเริ่มตั้งค่าใหม่',
    en: 'No data was found in this folder. Check that the data folder is still in its place, or set up anew.',
  },
  'library.wrong-passphrase': {
    th: 'รหัสผ่านไม่ถูกต้อง ตรวจภาษาแป้นพิมพ์แล้วลองใหม่',
    en: 'Wrong passphrase. Check the keyboard language and try again.',
  },
  'library.wrong-recovery': (details) => recoverySentence(details),
  'library.damaged': {
    th: 'อ่านข้อมูลในเครื่องไม่ได้ อย่าลบโฟลเดอร์ข้อมูล ทำสำเนาไว้แล้วติดต่อผู้ดูแล',
    en: 'The data on this computer cannot be read. Do not delete the data folder; copy it and contact support.',
  },
  'library.from-newer-version': {
    th: 'ข้อมูลนี้สร้างด้วยโปรแกรมรุ่นใหม่กว่า ติดตั้งรุ่นล่าสุดแล้วเปิดใหม่ ข้อมูลไม่ถูกเปลี่ยนแปลง',
    en: 'This data was written by a newer version. Install the latest version; nothing was changed.',
  },
  'library.busy': {
    th: 'โปรแกรมอีกหน้าต่างกำลังใช้ข้อมูลนี้อยู่ ปิดหน้าต่างนั้นก่อนแล้วลองใหม่',
    en: 'Another window of the program is using this data. Close it and try again.',
  },
  'storage.disk-full': {
    th: 'พื้นที่ในเครื่องเต็ม ย้ายไฟล์อื่นออกแล้วลองใหม่ งานที่บันทึกแล้วปลอดภัย',
    en: 'The disk is full. Free some space and try again; saved work is safe.',
  },
  'storage.read-only': {
    th: 'เขียนลงโฟลเดอร์ข้อมูลไม่ได้ ตรวจสิทธิ์ของโฟลเดอร์หรือสวิตช์กันเขียนแล้วลองใหม่',
    en: 'The data folder cannot be written to. Check its permissions or the write-protect switch and try again.',
  },
  'storage.damaged': {
    th: 'ข้อมูลบางส่วนในเครื่องอ่านไม่ได้ นำเข้าไฟล์เดิมอีกครั้ง ส่วนที่เหลือยังใช้งานได้',
    en: 'Some stored data cannot be read. Import the original file again; the rest still works.',
  },
  'file.unreadable': (details) => ({
    th: `อ่านไฟล์${named(details, 'name')} ไม่ได้ ตรวจว่าไฟล์ยังอยู่และไม่ถูกโปรแกรมอื่นเปิดค้างไว้`,
    en: `The file${named(details, 'name')} cannot be read. Check that it is still there and not held by another program.`,
  }),
  'file.too-large': (details) => ({
    th: `ไฟล์${named(details, 'name')} ใหญ่เกินกว่าที่รับได้ ขอไฟล์ที่แบ่งหรือย่อขนาดแล้ว`,
    en: `The file${named(details, 'name')} is too large. Ask for a smaller one.`,
  }),
  'file.empty': (details) => ({
    th: `ไฟล์${named(details, 'name')} ว่างเปล่า ไม่มีข้อมูลให้เก็บ เลือกไฟล์ที่มีเนื้อหา`,
    en: `The file${named(details, 'name')} is empty: there is nothing to keep. Choose one that has content.`,
  }),
  'annotation.none': {
    th: 'ไฟล์นี้ยังไม่มีเครื่องหมาย ทำเครื่องหมายก่อนแล้วจึงบันทึกสำเนา',
    en: 'This file has no marks yet. Make some first, then save the copy.',
  },
  'annotation.pdf-failed': pdfCopySentence,
  'annotation.unreadable': {
    th: 'ไฟล์นี้ไม่มีเครื่องหมายในรูปแบบ W3C Web Annotation (.jsonld) เลือกไฟล์อื่น',
    en: 'This file holds no W3C Web Annotations (.jsonld). Choose another one.',
  },
  'file.unknown-ticket': {
    th: 'ไฟล์ที่เลือกไว้หมดอายุแล้ว เลือกไฟล์อีกครั้ง',
    en: 'The chosen file is no longer known. Choose it again.',
  },
  'zip.not-a-zip': {
    th: 'ไฟล์นี้เสียหายหรือมาไม่ครบ คัดลอกใหม่จากต้นทางแล้วลองอีกครั้ง',
    en: 'This file is damaged or incomplete. Copy it again from its source and retry.',
  },
  'zip.unsafe': {
    th: 'ไฟล์นี้มีชื่อหรือรายการข้างในที่ไม่ปลอดภัย จึงไม่นำเข้า ขอไฟล์ใหม่จากผู้ส่ง',
    en: 'This file holds unsafe names or entries and was not taken in. Ask the sender for a new one.',
  },
  'zip.bomb': {
    th: 'ไฟล์นี้ขยายแล้วใหญ่ผิดปกติ จึงไม่นำเข้า ขอไฟล์ใหม่จากผู้ส่ง',
    en: 'This file unpacks to an abnormal size and was not taken in. Ask the sender for a new one.',
  },
  'bundle.no-manifest': {
    th: 'ไฟล์นี้ไม่ใช่ชุดข้อมูล .lpasub เลือกไฟล์ที่ได้รับจากจังหวัดหรือ อปท.',
    en: 'This is not a .lpasub submission. Choose the file received from the province or the LAO.',
  },
  'bundle.bad-manifest': {
    th: 'รายการในชุดข้อมูลไม่ครบหรือผิดรูปแบบ จึงไม่รับ ขอชุดข้อมูลใหม่จากผู้ส่ง',
    en: 'The manifest of this submission is incomplete or malformed. Ask the sender for a new one.',
  },
  'bundle.bad-signature': {
    th: 'ลายมือชื่อของผู้ส่งไม่ถูกต้อง ข้อมูลอาจถูกแก้ไขระหว่างทาง จึงไม่รับ ขอชุดข้อมูลใหม่จากผู้ส่ง',
    en: 'The sender’s signature does not hold; the submission may have been changed on the way. Ask the sender for a new one.',
  },
  'bundle.wrong-sender': ({ reason }) =>
    reason === 'not-published'
      ? {
          th: 'ชุดข้อมูลนี้ไม่ได้ลงลายมือชื่อด้วยกุญแจที่เซิร์ฟเวอร์ประกาศไว้ จึงไม่รับ แจ้งผู้ดูแลเซิร์ฟเวอร์',
          en: 'This submission is not signed by a key that the server publishes, so it was not taken. Tell the server’s administrator.',
        }
      : {
          th: 'ผู้ส่งไม่ใช่รายเดิมของ อปท. นี้ จึงไม่นำเข้า สอบถามจังหวัดก่อนใช้ชุดข้อมูลนี้',
          en: 'The sender differs from the earlier one of this LAO. Ask the province before using this submission.',
        },
  'bundle.older-revision': {
    th: 'ในเครื่องมีฉบับใหม่กว่านี้แล้ว ไม่ต้องใช้ชุดข้อมูลนี้',
    en: 'A newer revision is already here; this one is not needed.',
  },
  'bundle.newer-format': {
    th: 'ไฟล์นี้สร้างด้วยรูปแบบรุ่นใหม่กว่า ติดตั้งโปรแกรมรุ่นล่าสุดแล้วนำเข้าอีกครั้ง',
    en: 'This file uses a newer format. Install the latest version and import it again.',
  },
  'instrument.unknown': {
    th: 'ไม่มีชุดตัวชี้วัดที่ไฟล์นี้อ้างถึง ติดตั้งโปรแกรมรุ่นของปีนั้นแล้วนำเข้าอีกครั้ง',
    en: 'The instrument this file refers to is not installed. Install the version of that year and import again.',
  },
  'instrument.invalid': {
    th: 'ชุดตัวชี้วัดที่มากับข้อมูลผิดรูปแบบ ขอชุดข้อมูลใหม่จากผู้ส่ง',
    en: 'The instrument in this file is malformed. Ask the sender for a new file.',
  },
  'instrument.same-version': {
    th: 'มีชุดตัวชี้วัดรหัสและรุ่นนี้ในเครื่องแล้ว แต่เนื้อหาต่างกัน เปลี่ยน “รุ่น” แล้วบันทึกอีกครั้ง',
    en: 'An instrument of this id and version is here with another content. Change the version and save again.',
  },
  'instrument.in-use': {
    th: 'ลบไม่ได้ มีงานในเครื่องที่ใช้ชุดตัวชี้วัดนี้อยู่',
    en: 'It cannot be removed: submissions on this computer are scored by it.',
  },
  'submission.unknown': {
    th: 'ไม่พบงานนี้ในเครื่อง กลับไปหน้ารายการแล้วเลือกใหม่',
    en: 'This submission is not on this computer. Go back to the list and choose again.',
  },
  'submission.not-ready': {
    th: 'งานนี้ยังนำเข้าไม่เสร็จ รอให้เสร็จหรือนำเข้าไฟล์เดิมอีกครั้ง',
    en: 'This submission is not completely imported. Wait, or import its file again.',
  },
  'evidence.unknown': {
    th: 'ไม่พบหลักฐานนี้ นำเข้าไฟล์ .lpasub เดิมอีกครั้ง',
    en: 'This piece of evidence was not found. Import the .lpasub file again.',
  },
  'evidence.quarantined': {
    th: 'ไฟล์นี้ไม่ตรงกับที่ อปท. ส่ง จึงไม่เปิด นำเข้าไฟล์ .lpasub ที่ถูกต้องอีกครั้ง งานอื่นทำต่อได้',
    en: 'This file differs from what the LAO sent and is not opened. Import a correct .lpasub file; other work can go on.',
  },
  'review.locked': {
    th: 'ผลถูกล็อกแล้ว หากต้องแก้ไข ให้เปิดฉบับแก้ไขพร้อมเหตุผลในหน้าสรุปและลงนาม',
    en: 'The result is locked. To change it, reopen it with a reason on the Finalise screen.',
  },
  'review.not-locked': {
    th: 'ผลยังไม่ถูกล็อก ตรวจความพร้อมแล้วล็อกผลก่อนลงนาม',
    en: 'The result is not locked yet. Lock it before signing.',
  },
  'review.too-long': {
    th: 'ประวัติการตรวจชุดนี้ยาวเกินที่แพ็กเกจรับได้ ข้อมูลนี้จึงไม่ถูกบันทึก ตรวจสอบไฟล์เครื่องหมายที่นำเข้า',
    en: 'The history of this review is too long for a package, so this was not recorded. Check the annotation files that were imported.',
  },
  'review.incomplete': {
    th: 'ลงนามยังไม่ได้ ยังมีข้อที่ต้องทำให้ครบ กดรายการที่ขาดเพื่อไปยังข้อแรก',
    en: 'Cannot sign yet: something is missing. Choose a listed gap to go to its first indicator.',
  },
  'review.stale-command': {
    th: 'ข้อมูลเปลี่ยนไปก่อนคำสั่งนี้ ตรวจค่าบนจอแล้วทำอีกครั้ง',
    en: 'The data changed before this command. Check the screen and do it again.',
  },
  'key.unknown': {
    th: 'ไม่พบใบรับรองนี้ เลือกใบรับรองอื่นหรือสร้างใหม่',
    en: 'This certificate was not found. Choose another one or create one.',
  },
  'key.wrong-password': {
    th: 'รหัสผ่านของไฟล์ใบรับรองไม่ถูกต้อง ตรวจภาษาแป้นพิมพ์แล้วลองใหม่',
    en: 'The password of the certificate file is wrong. Check the keyboard language and try again.',
  },
  'key.unsupported': {
    th: 'ไฟล์ใบรับรองนี้ใช้ลงนามไม่ได้ ต้องเป็น PKCS#12 ที่มีกุญแจ RSA หรือ ECDSA',
    en: 'This certificate file cannot be used for signing. It must be PKCS#12 with an RSA or ECDSA key.',
  },
  'key.profile': {
    th: 'กุญแจชนิดนี้ไม่อยู่ในข้อกำหนด ใช้ ECDSA P-256, P-384 หรือ RSA ตั้งแต่ 2048 บิต',
    en: 'Keys of this kind are not in the profile. Use ECDSA P-256, P-384, or RSA from 2048 bits.',
  },
  ...trustSentences,
  ...outboxSentences,
  ...tokenSentences,
  'package.unknown': {
    th: 'ไม่พบแพ็กเกจนี้ในเครื่อง เปิดหน้ารายงานแล้วเลือกใหม่',
    en: 'This package is not on this computer. Open Reports and choose again.',
  },
  'package.no-verify-page': {
    th: 'ไม่พบหน้า verify.html ที่ต้องใส่ในทุกแพ็กเกจ จึงยังไม่ลงนาม ติดตั้งโปรแกรมใหม่',
    en: 'The page verify.html, which goes into every package, is missing. Nothing was signed: install the program again.',
  },
  'package.no-full': {
    th: 'ยังไม่มีแพ็กเกจเต็มของผลนี้ ลงนามแพ็กเกจเต็มก่อน แล้วจึงทำฉบับสำหรับผู้อื่น',
    en: 'There is no full package of this result yet. Sign that first, then make the edition for others.',
  },
  'package.failed': {
    th: 'สร้างแพ็กเกจไม่สำเร็จ ไม่มีไฟล์ค้าง ผลที่ล็อกไว้ยังอยู่ ลองลงนามอีกครั้ง',
    en: 'The package could not be made. Nothing half-written is left, the locked result is kept. Try signing again.',
  },
  'receipt.unreadable': {
    th: 'ไฟล์นี้ไม่ใช่ใบรับผลจากศูนย์รับ เลือกไฟล์ .lpareceipt',
    en: "This file is no receipt of a centre. Choose a file that ends in '.lpareceipt'.",
  },
  'receipt.bad-signature': {
    th: 'ลายมือชื่อในใบรับผลไม่ถูกต้อง จึงไม่นำเข้า ขอไฟล์ใหม่จากศูนย์รับ',
    en: "The receipt's signature does not hold, so it was not imported. Ask the centre for the file again.",
  },
  'receipt.newer-format': {
    th: 'ใบรับผลนี้เป็นรูปแบบรุ่นใหม่กว่า ติดตั้งโปรแกรมรุ่นล่าสุดแล้วนำเข้าอีกครั้ง',
    en: 'This receipt uses a newer format. Install the latest version and import it again.',
  },
  'package.not-valid': {
    th: 'แพ็กเกจนี้ไม่ผ่านการตรวจสอบ จึงลงนามเพิ่มไม่ได้ เปิดหน้าตรวจสอบแพ็กเกจเพื่อดูว่าเป็นเพราะอะไร',
    en: 'This package does not pass verification, so nothing can be signed. Open it under Verify to see why.',
  },
  'package.already-signed': {
    th: 'ใบรับรองนี้ลงนามในแพ็กเกจนี้แล้ว เลือกใบรับรองของผู้ที่ยังไม่ได้ลงนาม',
    en: 'This certificate has signed the package already. Choose that of somebody who has not.',
  },
  'package.closed': {
    th: 'ประธานปิดแพ็กเกจนี้แล้ว ทีมลงนามเพิ่มไม่ได้ มีแต่ผู้แทน อปท. ที่ลงนามรับทราบได้',
    en: 'The chair has closed this package: the team cannot sign any more, only the LAO can acknowledge it.',
  },
  'package.other': {
    th: 'ไฟล์นี้ไม่ใช่สำเนาของแพ็กเกจนี้ เลือกไฟล์ที่ส่งออกจากแพ็กเกจนี้แล้วมีผู้ลงนามเพิ่ม',
    en: 'This file is no copy of this package. Choose the file that was exported from it and signed by others.',
  },
  'package.edition': {
    th: 'แพ็กเกจนี้เป็นฉบับสำหรับผู้อื่น ทีมลงนามเพิ่มได้ในแพ็กเกจฉบับเต็มเท่านั้น เปิดไฟล์ฉบับเต็มแล้วลงนาม',
    en: 'This package is an edition for others. The team signs the full package only: open that file and sign it.',
  },
  'report.failed': {
    th: 'สร้างรายงานไม่สำเร็จ ลองอีกครั้ง งานที่บันทึกแล้วปลอดภัย',
    en: 'The report could not be made. Try again; saved work is safe.',
  },
  'report.nothing-open': {
    th: 'ไม่มีรายการที่ต้องขอจาก อปท. จึงไม่มีอะไรให้พิมพ์',
    en: 'Nothing is asked of the LAO, so there is nothing to print.',
  },
  'report.too-large': {
    th: 'ไฟล์ที่จะสร้างใหญ่เกิน 512 MB แยกเป็นไฟล์รายแห่ง หรือใช้คำสั่ง lpa report',
    en: 'The file would be larger than 512 MB. Make one file each, or use the command lpa report.',
  },
  'province.unknown-indicator': (details) => ({
    th: `ชุดตัวชี้วัดนี้ไม่มีข้อ${named(details, 'number')} ตรวจเลขข้อแล้วลองใหม่`,
    en: `The instrument has no indicator${named(details, 'number')}. Check the numbers and try again.`,
  }),
  'province.nothing-final': {
    th: 'ยังไม่มี อปท. ที่สรุปผลแล้วในกลุ่มนี้ สรุปผลอย่างน้อยหนึ่งแห่งก่อน',
    en: 'No result of this group is locked yet. Lock at least one first.',
  },
  'report.nothing-to-print': {
    th: 'ยังไม่มีข้อมูลสำหรับเอกสารนี้ จึงไม่มีอะไรให้พิมพ์',
    en: 'There is nothing to print on this paper yet.',
  },
  'phrase.too-many': {
    th: `เก็บถ้อยคำได้ไม่เกิน ${String(mostPhrases)} รายการ ลบถ้อยคำที่ไม่ใช้แล้วก่อน`,
    en: `At most ${String(mostPhrases)} phrases are kept. Remove some that are no longer used.`,
  },
  'print.failed': {
    th: 'สร้างไฟล์ PDF ไม่สำเร็จ ปิดโปรแกรมอื่นที่ใช้หน่วยความจำมากแล้วลองอีกครั้ง',
    en: 'The PDF could not be made. Close other heavy programs and try again.',
  },
  'server.none': {
    th: 'ยังไม่ได้ตั้งที่อยู่เซิร์ฟเวอร์ ใส่ที่อยู่ในหน้าตั้งค่า หรือนำเข้าไฟล์ .lpasub',
    en: 'No server is set. Enter its address in Settings, or import .lpasub files.',
  },
  'server.bad-address': {
    th: 'ที่อยู่เซิร์ฟเวอร์ไม่ถูกต้อง พิมพ์ใหม่ให้ครบ เช่น https://lpa.example.go.th',
    en: 'This is not a server address. Type it in full, such as https://lpa.example.go.th.',
  },
  'server.insecure': {
    th: 'ที่อยู่นี้ไม่เข้ารหัส (http) ข้อมูลและรหัสผ่านอาจถูกดักอ่าน จึงไม่เชื่อมต่อ ใช้ที่อยู่ที่ขึ้นต้นด้วย https',
    en: 'This address is not encrypted (http), so data and passwords could be read on the way. Use one that begins with https.',
  },
  'server.not-lpa': {
    th: 'ที่อยู่นี้ตอบกลับเป็นหน้าเว็บอื่น ไม่ใช่ระบบ LPA หากใช้ Wi-Fi สาธารณะ ให้เข้าสู่ระบบ Wi-Fi ก่อน แล้วตรวจที่อยู่อีกครั้ง',
    en: 'This address answers with another web page, not an LPA server. On public Wi-Fi sign in there first, then check the address.',
  },
  'server.bad-answer': {
    th: 'เซิร์ฟเวอร์ตอบกลับในรูปแบบที่ไม่ถูกต้อง จึงไม่รับข้อมูล งานในเครื่องไม่เปลี่ยนแปลง แจ้งผู้ดูแลเซิร์ฟเวอร์',
    en: 'The server’s answer is malformed and was not taken. Nothing here changed. Tell the server’s administrator.',
  },
  'server.newer-api': {
    th: 'เซิร์ฟเวอร์นี้ใช้รุ่นใหม่กว่าโปรแกรม ติดตั้งโปรแกรมรุ่นล่าสุดแล้วเชื่อมต่ออีกครั้ง',
    en: 'This server speaks a newer version. Install the latest version of the program and connect again.',
  },
  'server.too-much': {
    th: 'เซิร์ฟเวอร์ส่งข้อมูลมามากผิดปกติ จึงหยุดรับ งานในเครื่องไม่เปลี่ยนแปลง แจ้งผู้ดูแลเซิร์ฟเวอร์',
    en: 'The server sent far more than it should, so it was stopped. Nothing here changed. Tell the server’s administrator.',
  },
  'server.unreachable': {
    th: 'ติดต่อเซิร์ฟเวอร์ไม่ได้ ตรวจการเชื่อมต่ออินเทอร์เน็ต งานในเครื่องทำต่อได้ตามปกติ',
    en: 'The server cannot be reached. Check the internet connection; work on this computer goes on as usual.',
  },
  'server.certificate': {
    th: 'ยืนยันตัวตนของเซิร์ฟเวอร์ไม่ได้ (ใบรับรองไม่ถูกต้อง) จึงไม่เชื่อมต่อ ตรวจวันเวลาของเครื่อง แล้วแจ้งผู้ดูแลเซิร์ฟเวอร์',
    en: 'The server’s identity cannot be confirmed (bad certificate), so nothing was sent. Check this computer’s date, then tell the administrator.',
  },
  'server.busy': {
    th: 'เซิร์ฟเวอร์มีผู้ใช้มาก โปรแกรมจะลองใหม่เองตามเวลาที่เซิร์ฟเวอร์บอก',
    en: 'The server is busy. The program tries again by itself when the server says so.',
  },
  'server.failed': (details) => ({
    th: `เซิร์ฟเวอร์ขัดข้อง${details.status === undefined ? '' : ` (${String(details.status)})`} ลองใหม่ภายหลัง งานในเครื่องทำต่อได้ตามปกติ`,
    en: `The server has a fault${details.status === undefined ? '' : ` (${String(details.status)})`}. Try later; work on this computer goes on as usual.`,
  }),
  'server.refused': (details) => ({
    th: `เซิร์ฟเวอร์ไม่ให้ข้อมูลนี้ (${String(details.status ?? '')}) งานนี้อาจไม่ใช่ของทีมท่านแล้ว ซิงก์รายการงานอีกครั้ง`,
    en: `The server does not give this (${String(details.status ?? '')}). It may no longer be your team’s; synchronise the list of work.`,
  }),
  'server.forbidden-address': (details) => ({
    th: `เซิร์ฟเวอร์ส่งต่อไปยังที่อยู่ที่ไม่ได้รับอนุญาต${named(details, 'address')} จึงไม่ดาวน์โหลด แจ้งผู้ดูแลเซิร์ฟเวอร์`,
    en: `The server sent on to an address that is not allowed${named(details, 'address')}, so nothing was fetched. Tell the server’s administrator.`,
  }),
  'sign-in.required': {
    th: 'ต้องเข้าสู่ระบบเซิร์ฟเวอร์อีกครั้งก่อนดาวน์โหลดต่อ งานในเครื่องทำต่อได้ตามปกติ',
    en: 'Sign in to the server again to go on downloading; work on this computer goes on as usual.',
  },
  'sign-in.failed': (details) => ({
    th: `เข้าสู่ระบบไม่สำเร็จ ${signInReason(details).th} ลองเข้าสู่ระบบอีกครั้ง`,
    en: `Sign-in did not succeed. ${signInReason(details).en} Try again.`,
  }),
  'sign-in.timed-out': {
    th: 'รอการเข้าสู่ระบบนานเกินไป กดเข้าสู่ระบบอีกครั้งแล้วทำต่อในหน้าต่างเบราว์เซอร์',
    en: 'Waited too long for the sign-in. Press Sign in again and finish it in the browser window.',
  },
  'assignment.unknown': {
    th: 'ไม่พบงานนี้ในรายการที่ได้รับมอบหมาย ซิงก์รายการงานอีกครั้ง',
    en: 'This is not in the list of assigned work. Synchronise the list again.',
  },
  'download.unknown': {
    th: 'งานนี้ไม่อยู่ในคิวดาวน์โหลดแล้ว',
    en: 'This is no longer in the download queue.',
  },
  'download.no-room': (details) => ({
    th: `พื้นที่ในเครื่องไม่พอ ต้องการ ${sizeText(details.needed)} เหลือ ${sizeText(details.free)} ย้ายไฟล์อื่นออกก่อนดาวน์โหลดต่อ งานที่บันทึกแล้วปลอดภัย`,
    en: `Not enough room: ${sizeText(details.needed)} needed, ${sizeText(details.free)} free. Move other files away, then go on; saved work is safe.`,
  }),
  'download.file-missing': {
    th: 'เซิร์ฟเวอร์ไม่มีไฟล์นี้ แจ้ง อปท. หรือจังหวัด ไฟล์อื่นใช้งานได้',
    en: 'The server does not have this file. Tell the LAO or the province; the other files can be used.',
  },
  'download.file-differs': {
    th: 'ไฟล์ไม่ตรงกับที่ อปท. ส่ง แม้ดาวน์โหลดใหม่แล้ว จึงกันไว้ไม่เปิด แจ้งจังหวัด ไฟล์อื่นใช้งานได้',
    en: 'The file differs from what the LAO sent, also when fetched again, so it is kept aside. Tell the province; the other files can be used.',
  },
  cancelled: {
    th: 'ยกเลิกแล้ว ไม่มีอะไรเปลี่ยนแปลง',
    en: 'Cancelled; nothing was changed.',
  },
};

/** The sentence for a refusal. Codes that this version does not know read as `internal`. */
export function failureText(
  failure: { readonly code: string; readonly details?: Details },
  language: Language,
): string {
  const sentence = Object.hasOwn(sentences, failure.code) ? sentences[failure.code as FailureCode] : sentences.internal;
  return (typeof sentence === 'function' ? sentence(failure.details ?? {}) : sentence)[language];
}

/** The sentence for anything that was thrown. */
export const errorText = (error: unknown, language: Language): string =>
  failureText(isAppError(error) ? error : { code: 'internal' }, language);

/** The code of a thrown refusal, or null when it is a defect. */
export const codeOf = (error: unknown): FailureCode | null => (isAppError(error) ? error.code : null);
