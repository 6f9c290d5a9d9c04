import type { PaperHindrance } from '#common/domain/paper/hindrance.ts';
import type { PaperKind } from '#common/domain/paper/paper.ts';
import { defineMessages } from '#renderer/lib/messages.ts';

export const paperWords = defineMessages({
  th: {
    title: 'เอกสารประกอบรายแห่ง',
    text: 'พิมพ์จากข้อมูลที่บันทึกไว้ ช่องที่โปรแกรมไม่รู้เป็นเส้นประให้กรอกด้วยมือ',
    paper: 'เอกสาร',
    state: 'สถานะ',
    ready: 'พร้อมพิมพ์',
    draft: 'พร้อมพิมพ์ เป็นฉบับร่าง',
    preview: 'ดูตัวอย่าง',
    making: 'กำลังจัดหน้า…',
    save: 'บันทึก PDF',
    saved: (name: string) => `บันทึก ${name} แล้ว`,
    toVisit: 'บันทึกการเข้าตรวจ',
    previewOf: (name: string) => `ดูตัวอย่าง ${name}`,
    saveOf: (name: string) => `บันทึก PDF ${name}`,
  },
  en: {
    title: 'Further papers of this LAO',
    text: 'Printed from what was recorded. What the app does not know is a dotted line, to be filled in by hand.',
    paper: 'Paper',
    state: 'State',
    ready: 'Ready to print',
    draft: 'Ready to print, as draft',
    preview: 'Preview',
    making: 'Laying out pages…',
    save: 'Save PDF',
    saved: (name) => `${name} was saved`,
    toVisit: 'Record the visit',
    previewOf: (name) => `Preview ${name}`,
    saveOf: (name) => `Save PDF of ${name}`,
  },
});

/** What each paper is called and what it is for. */
export const paperNames: Readonly<Record<PaperKind, Readonly<Record<'th' | 'en', { name: string; use: string }>>>> = {
  'entry-sheet': {
    th: { name: 'ใบรายการคะแนนสำหรับบันทึกลงระบบ', use: 'เรียงตามข้อในระบบ มีช่องขีดทุกข้อและยอดรวมไว้สอบทาน' },
    en: {
      name: 'Scores to be typed into the system',
      use: 'In the order of the system, a box per row, totals to compare',
    },
  },
  differences: {
    th: { name: 'บัญชีคะแนนที่ต่างจากการประเมินตนเอง', use: 'พร้อมเหตุผลและหลักฐาน ให้ อปท. รับทราบหรือชี้แจง' },
    en: { name: 'Scores that differ', use: 'With reason and evidence, for the LAO to take note or explain' },
  },
  'not-applicable': {
    th: { name: 'บัญชีตัวชี้วัดที่ตัดฐานคะแนน', use: 'เหตุผล ผู้เห็นชอบ และคะแนนเต็มที่เหลือ' },
    en: { name: 'Indicators not applicable', use: 'Reasons, who agreed, and the full points left' },
  },
  'live-checks': {
    th: { name: 'บันทึกการตรวจเชิงประจักษ์', use: 'ระบบหรือเว็บที่เปิดดู เวลา สิ่งที่พบ ผู้ร่วมดู และภาพหน้าจอ' },
    en: {
      name: 'Record of live checks',
      use: 'System or address, time, what was seen, in whose presence, with its screenshot',
    },
  },
  lrp001: {
    th: { name: 'ใบเทียบคะแนนกับเอกสาร LRP001', use: 'คะแนนออนไลน์และของทีม มีช่องกรอกคะแนนในฉบับกระดาษ' },
    en: { name: 'Cross-check with LRP001', use: 'Online and team scores, with a column for those on paper' },
  },
  memo: {
    th: { name: 'บันทึกข้อความรายงานการเข้าตรวจ', use: 'จากบันทึกการเข้าตรวจ ตามแบบระเบียบงานสารบรรณ' },
    en: { name: 'Memo on the visit', use: 'From the visit record, in the form of official correspondence' },
  },
  letter: {
    th: { name: 'หนังสือนำส่งถึง อปท.', use: 'ส่งผลเมื่อล็อกแล้ว หรือขอเอกสารเพิ่มก่อนล็อก' },
    en: { name: 'Covering letter to the LAO', use: 'Sends the locked result, or asks for papers before that' },
  },
};

/** Why a paper cannot be printed yet, and so what to do first. */
export const hindranceWords: Readonly<Record<PaperHindrance, Readonly<Record<'th' | 'en', string>>>> = {
  'no-visit': { th: 'ยังไม่มีบันทึกการเข้าตรวจ', en: 'The visit is not recorded yet' },
  'no-differences': { th: 'ไม่มีข้อที่คะแนนต่าง', en: 'No score differs' },
  'no-not-applicable': { th: 'ไม่มีข้อที่ตัดฐาน', en: 'Nothing is set aside' },
  'no-live-checks': { th: 'ยังไม่มีการตรวจเชิงประจักษ์', en: 'No live check yet' },
  'nothing-to-send': { th: 'ยังไม่ล็อกผล และไม่มีเอกสารที่ขอเพิ่ม', en: 'Not locked, and nothing is asked for' },
};
