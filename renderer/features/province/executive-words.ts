import { defineMessages } from '#renderer/lib/messages.ts';

export const executiveWords = defineMessages({
  th: {
    title: 'มุมมองผู้บริหารท้องถิ่น',
    text: 'ไม่มีการให้คะแนนซ้ำ เลือกว่าตัวชี้วัดใดเกี่ยวข้องกับประเด็นใด ใส่เลขข้อคั่นด้วยจุลภาค ชื่อประเด็นที่เว้นว่างจะเป็นเส้นให้กรอกบนกระดาษ',
    issue: (number: string) => `ประเด็นที่ ${number}`,
    open: 'เว้นไว้ให้กรอก',
    numbers: 'เลขข้อของตัวชี้วัด',
    energy: 'การรายงานการใช้พลังงาน',
    plan: 'แผนสอดคล้องกับยุทธศาสตร์จังหวัด',
    satisfaction: 'ความพึงพอใจ',
    print: 'สร้าง PDF',
  },
  en: {
    title: 'View for local executives',
    text: 'Nobody is scored a second time. Say which indicators speak to which issue, by their numbers with commas between. A name that is left empty becomes a line to fill in on paper.',
    issue: (number) => `Issue ${number}`,
    open: 'left open',
    numbers: 'Numbers of indicators',
    energy: 'Energy reporting',
    plan: 'Plan in line with the province',
    satisfaction: 'Satisfaction',
    print: 'Create PDF',
  },
});
