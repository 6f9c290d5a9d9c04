import { Fragment, useEffect } from 'react';
import type { HandOverData } from '#common/domain/hand-over.ts';
import { PageStyle } from './page-style.tsx';
import { Thai } from './thai.tsx';
import './hand-over-pages.css';

const words = {
  th: {
    title: 'ใบขอเอกสารเพิ่มเติมและข้อซักถาม',
    number: 'ที่',
    kind: 'ประเภท',
    text: 'รายการ',
    received: 'ได้รับ / ตอบแล้ว',
    done: 'ได้รับแล้ว',
    code: 'รหัส',
    signed: 'ลงชื่อ',
    position: 'ตำแหน่ง',
    date: 'วันที่',
    team: 'ผู้ส่งรายการ (ทีมประเมิน)',
    lao: 'ผู้รับรายการ (องค์กรปกครองส่วนท้องถิ่น)',
  },
  en: {
    title: 'Requested papers and questions',
    number: 'No.',
    kind: 'Kind',
    text: 'Item',
    received: 'Received / answered',
    done: 'received',
    code: 'Code',
    signed: 'Signed',
    position: 'Position',
    date: 'Date',
    team: 'Handed over by (assessment team)',
    lao: 'Received by (local administrative organization)',
  },
} as const;

const dots = (count: number): string => '.'.repeat(count);

/** What the LAO is asked for, to tick off on paper and to sign by both sides. */
export function HandOverPages({ data }: { readonly data: HandOverData }) {
  const text = words[data.language];
  useEffect(() => {
    document.title = data.title;
  }, [data.title]);
  return (
    <main>
      <PageStyle
        language={data.language}
        digits={data.digits}
        foot={`${data.lao} · ${text.code} ${data.laoCode} · ${data.printed}`}
        label={null}
      />
      <header>
        <h1>
          <Thai>{text.title}</Thai>
        </h1>
        <h2>
          <Thai>{`${data.lao} ${data.place}`}</Thai>
        </h2>
        <h2 className="round">
          <Thai>{data.round}</Thai>
        </h2>
        <hr className="rule" />
      </header>
      <p className="indent">
        <Thai>{data.opening}</Thai>
      </p>
      <table className="small hand-over">
        <thead>
          <tr>
            <th scope="col" className="hand-over-number">
              {text.number}
            </th>
            <th scope="col" className="hand-over-kind">
              {text.kind}
            </th>
            <th scope="col">{text.text}</th>
            <th scope="col" className="hand-over-received">
              <Thai>{text.received}</Thai>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.groups.map((group) => (
            <Fragment key={group.heading}>
              <tr className="hand-over-group">
                <th colSpan={4} scope="rowgroup">
                  <Thai>{group.heading}</Thai>
                </th>
              </tr>
              {group.rows.map((row) => (
                <tr key={row.number}>
                  <td className="center">{row.number}</td>
                  <td className="center">{row.kind}</td>
                  <td className="hand-over-text">
                    <Thai>{row.text}</Thai>
                  </td>
                  <td>
                    <span className={row.done ? 'tick ticked' : 'tick'} />
                    {row.done && text.done}
                  </td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <div className="together hand-over-signatures">
        {[text.team, text.lao].map((who) => (
          <div key={who}>
            <p>{`${text.signed} ${dots(46)}`}</p>
            <p>{`(${dots(44)})`}</p>
            <p>{`${text.position} ${dots(42)}`}</p>
            <p>
              <Thai>{who}</Thai>
            </p>
            <p>{`${text.date} ${dots(8)} / ${dots(18)} / ${dots(12)}`}</p>
          </div>
        ))}
      </div>
    </main>
  );
}
