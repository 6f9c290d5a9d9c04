import { useEffect } from 'react';
import type { RecoveryJob } from '#common/contract/print-job.ts';
import { inDigits } from '#common/domain/print-digits.ts';
import { formatDate } from '#common/domain/thai-date.ts';
import { Thai } from './thai.tsx';
import './recovery-page.css';

const words = {
  th: {
    title: 'ใบกู้คืนข้อมูล',
    app: 'โปรแกรมตรวจประเมิน LPA',
    printed: 'พิมพ์เมื่อ',
    sheet: 'ชุดที่',
    name: 'ผู้ใช้',
    office: 'หน่วยงาน',
    how: 'เมื่อลืมรหัสผ่าน ให้เลือก “ใช้ใบกู้คืน” ในหน้าเปิดข้อมูล แล้วพิมพ์คำทั้ง 12 คำตามลำดับ',
    keep: 'เก็บใบนี้ในที่ปลอดภัย แยกจากเครื่องคอมพิวเตอร์ ผู้ที่มีใบนี้และเครื่องของท่านจะเปิดข้อมูลได้ ใบกู้คืนชุดก่อนหน้านี้ใช้ไม่ได้แล้ว',
  },
  en: {
    title: 'Recovery sheet',
    app: 'LPA Assessor',
    printed: 'Printed',
    sheet: 'Sheet',
    name: 'User',
    office: 'Office',
    how: 'If the passphrase is forgotten, choose “Use the recovery sheet” when the program asks for it, and type the 12 words in order.',
    keep: 'Keep this sheet in a safe place, away from the computer: whoever has both can open the data. Earlier sheets no longer work.',
  },
} as const;

/** Twelve words on paper; the numbers beside them stay Arabic, as on the screen where they are typed. */
export function RecoveryPage({ job }: { readonly job: RecoveryJob }) {
  const { language, digits, sheet } = job;
  const text = words[language];
  const say = (value: string) => inDigits(value, digits);
  useEffect(() => {
    document.title = `${text.title} ${text.app}`;
  }, [text]);
  return (
    <main className="recovery">
      <header>
        <div>
          <h1>{text.title}</h1>
          <p>{text.app}</p>
        </div>
        <div>
          <p>{`${text.printed} ${formatDate(sheet.printedAt, { language, style: 'short', digits })}`}</p>
          <p>{`${text.sheet} ${say(String(sheet.sheet))}`}</p>
        </div>
      </header>
      <p>
        <Thai>{`${text.name}: ${sheet.name}`}</Thai>
      </p>
      {sheet.office !== '' && (
        <p>
          <Thai>{`${text.office}: ${sheet.office}`}</Thai>
        </p>
      )}
      <ol>
        {sheet.words.map((word, index) => (
          <li key={index}>
            <span>{index + 1}</span>
            <b>{word}</b>
          </li>
        ))}
      </ol>
      <p className="note">
        <Thai>{say(text.how)}</Thai>
      </p>
      <p className="note">
        <Thai>{text.keep}</Thai>
      </p>
    </main>
  );
}
