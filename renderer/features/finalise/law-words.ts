import { defineMessages } from '#renderer/lib/messages.ts';

export const lawWords = defineMessages({
  th: {
    open: 'ลายมือชื่อนี้กับกฎหมาย (ม.26)',
    title: 'ลายมือชื่ออิเล็กทรอนิกส์ที่เชื่อถือได้ ตามมาตรา 26',
    intro: 'พ.ร.บ. ว่าด้วยธุรกรรมทางอิเล็กทรอนิกส์ พ.ศ. 2544 มาตรา 26 วางเกณฑ์ไว้สี่ข้อ แพ็กเกจทำตามแต่ละข้อดังนี้',
    linked: '1. ข้อมูลที่ใช้สร้างลายมือชื่อเชื่อมโยงกับผู้ลงนามเท่านั้น',
    linkedText:
      'แต่ละคนมีกุญแจของตน ใบรับรองระบุชื่อและตำแหน่ง ชื่อและฐานะอยู่ใต้ลายมือชื่อและแก้ไม่ได้ ใบรับรองที่ออกโดยหน่วยงานกลางยืนยันว่าเป็นใคร ใบรับรองที่โปรแกรมออกเองต้องเทียบลายพิมพ์กับผู้ลงนาม',
    control: '2. ขณะลงนาม ข้อมูลนั้นอยู่ในการควบคุมของผู้ลงนามผู้เดียว',
    controlText: 'กุญแจเข้ารหัสไว้ในเครื่อง ใช้ได้เมื่อพิมพ์รหัสผ่านทุกครั้งที่ลงนาม ไม่ออกไปที่หน้าจอ บันทึก หรือไฟล์ใด',
    signature: '3. ตรวจพบได้ถ้าลายมือชื่อถูกเปลี่ยนหลังลงนาม',
    signatureText:
      'ลายมือชื่อเป็น CAdES ค่าที่เปลี่ยนแม้บิตเดียวตรวจไม่ผ่าน ลายมือชื่อปิดของประธานคุ้มครองลายมือชื่อของทุกคน การตัดใครออกจึงตรวจพบ เวลายืนยันได้ด้วยการประทับเวลา (ระดับ T)',
    content: '4. ตรวจพบได้ถ้าข้อความถูกเปลี่ยนหลังลงนาม',
    contentText:
      'ทุกไฟล์ในแพ็กเกจมีค่า SHA-256 อยู่ใต้ลายมือชื่อ ประวัติต่อเนื่องกัน และคะแนนทุกข้อคำนวณซ้ำได้ รายงาน PDF ลงนามในตัวเอง (PAdES) ตรวจได้ด้วยโปรแกรมอื่น',
    limits: 'ข้อความนี้อธิบายวิธีการของโปรแกรม ไม่ใช่คำวินิจฉัยทางกฎหมาย หน่วยงานควรใช้ใบรับรองที่ออกโดยผู้ให้บริการตามมาตรา 28',
    close: 'ปิด',
  },
  en: {
    open: 'This signature and the law (s. 26)',
    title: 'A reliable electronic signature under section 26',
    intro:
      'Section 26 of the Electronic Transactions Act B.E. 2544 sets four tests. This is what the package does for each of them.',
    linked: '1. The signature creation data is linked to the signatory and to nobody else',
    linkedText:
      'Everybody has a key of their own; the certificate names the person and position, and name and role stand under the signature and cannot be changed. A certificate of an authority says who it is; of one that the program issued, the fingerprint has to be compared with the signer.',
    control: '2. When signing, it is under the sole control of the signatory',
    controlText:
      'Keys are kept sealed on this computer and used only with the passphrase, asked for at each signature. They never reach the screen, a log or a file.',
    signature: '3. A change of the signature afterwards can be detected',
    signatureText:
      'Signatures are CAdES: with one bit changed they fail. The chair’s closing signature covers those of everybody, so taking one out is found. A timestamp proves the time (level T).',
    content: '4. A change of the content afterwards can be detected',
    contentText:
      'Each file of the package stands with its SHA-256 under the signature, the history is a chain, and every score can be computed again. The report is a signed PDF in itself (PAdES) that other programs check.',
    limits:
      'This explains what the program does and is no legal opinion. An office should use certificates of a provider under section 28.',
    close: 'Close',
  },
});
