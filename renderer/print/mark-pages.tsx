import { useEffect } from 'react';
import type { MarksJob } from '#common/contract/print-job.ts';
import { PageStyle } from './page-style.tsx';
import { Lines } from './lines.tsx';
import { Thai } from './thai.tsx';
import './mark-pages.css';

const words = {
  th: {
    title: 'รายการเครื่องหมายและความเห็นในเอกสาร',
    number: 'ที่',
    page: 'หน้า',
    text: 'เครื่องหมายและความเห็น',
    who: 'ผู้ทำ',
    highlight: 'ไฮไลต์',
    underline: 'ขีดเส้นใต้',
    rectangle: 'กรอบ',
    arrow: 'ลูกศร',
    ink: 'เขียนมือ',
    note: 'หมุดข้อความ',
    stamp: 'ตราประทับ',
    redaction: 'ปกปิด',
    noText: 'ไม่มีความเห็น',
    of: ' ของรายการนี้',
    foot: 'หน้านี้โปรแกรมเพิ่มท้ายสำเนา ไม่ใช่ส่วนหนึ่งของเอกสารเดิม',
  },
  en: {
    title: 'Marks and comments on the document',
    number: 'No.',
    page: 'Page',
    text: 'Mark and comment',
    who: 'Made by',
    highlight: 'Highlight',
    underline: 'Underline',
    rectangle: 'Rectangle',
    arrow: 'Arrow',
    ink: 'Handwriting',
    note: 'Note',
    stamp: 'Stamp',
    redaction: 'Redaction',
    noText: 'No comment',
    of: ' of this list',
    foot: 'Added to the copy by the program; not part of the document',
  },
} as const;

/** What every mark says, under the number that stands beside it on the pages before. */
export function MarkPages({ job }: { readonly job: MarksJob }) {
  const text = words[job.language];
  useEffect(() => {
    document.title = text.title;
  }, [text]);
  return (
    <main>
      <PageStyle language={job.language} digits={job.digits} foot={text.foot} label={null} of={text.of} />
      <header>
        <h1>
          <Thai>{text.title}</Thai>
        </h1>
        <h2>
          <Thai>{job.title}</Thai>
        </h2>
        <p className="center">
          <Thai>{job.lao}</Thai>
        </p>
        <hr className="rule" />
      </header>
      <table className="small marks">
        <thead>
          <tr>
            <th scope="col" className="marks-number">
              {text.number}
            </th>
            <th scope="col" className="marks-page">
              {text.page}
            </th>
            <th scope="col">{text.text}</th>
            <th scope="col" className="marks-who">
              {text.who}
            </th>
          </tr>
        </thead>
        <tbody>
          {job.marks.map((mark) => (
            <tr key={mark.number}>
              <td className="center">
                <span className="marks-tag" style={{ background: mark.fill, borderColor: mark.line }}>
                  {mark.number}
                </span>
              </td>
              <td className="center">{mark.page}</td>
              <td>
                <div className="marks-kind">{`${text[mark.mark]} · ${mark.indicator}`}</div>
                {mark.quote !== '' && (
                  <div className="marks-quote">
                    <Thai>{`“${mark.quote}”`}</Thai>
                  </div>
                )}
                <Lines of={mark.said} />
                {mark.quote === '' && mark.said.length === 0 && <div className="marks-kind">{text.noText}</div>}
              </td>
              <td>
                <Lines of={[mark.author, mark.at]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
