import type { AnnotationImport } from '#common/contract/channels/annotation.ts';
import { defineMessages } from '#renderer/lib/messages.ts';

export const annotationWords = defineMessages({
  th: {
    title: 'เครื่องหมายบนหลักฐาน',
    text: 'แลกเปลี่ยนกับโปรแกรมอื่นด้วยไฟล์ W3C Web Annotation (.jsonld) ของผู้อื่นคงชื่อผู้ทำไว้',
    export: 'ส่งออกเครื่องหมาย',
    exported: (name: string) => `บันทึก ${name} แล้ว`,
    import: 'นำเข้าเครื่องหมาย',
    importing: 'กำลังอ่าน…',
    choose: 'เลือกไฟล์เครื่องหมาย',
    locked: 'ผลถูกล็อกแล้ว นำเข้าเพิ่มไม่ได้จนกว่าจะเปิดฉบับแก้ไข',
    result: ({ read, added }: AnnotationImport) =>
      added === 0 ? `อ่าน ${read} รายการ ไม่มีเครื่องหมายใหม่` : `อ่าน ${read} รายการ เพิ่มเครื่องหมาย ${added} รายการ`,
    kept: (count: number) => `เก็บไว้แต่วาดไม่ได้ ${count}`,
    known: (count: number) => `มีอยู่แล้ว ${count}`,
    elsewhere: (count: number) => `อยู่บนไฟล์ที่ไม่ใช่ของชุดนี้ ${count}`,
    refused: (count: number, problem: string) => `รูปแบบผิด ${count} (รายการแรก: ${problem})`,
  },
  en: {
    title: 'Marks on the evidence',
    text: 'Exchanged with other programs as W3C Web Annotations (.jsonld); marks of others keep their author.',
    export: 'Export marks',
    exported: (name) => `${name} was saved`,
    import: 'Import marks',
    importing: 'Reading…',
    choose: 'Choose a file of marks',
    locked: 'The result is locked: nothing can be imported until it is opened again.',
    result: ({ read, added }) =>
      added === 0 ? `${read} read, no new marks` : `${read} read, ${added} ${added === 1 ? 'mark' : 'marks'} added`,
    kept: (count) => `kept, cannot be drawn: ${count}`,
    known: (count) => `here already: ${count}`,
    elsewhere: (count) => `on files that are not of this submission: ${count}`,
    refused: (count, problem) => `malformed: ${count} (first: ${problem})`,
  },
});
