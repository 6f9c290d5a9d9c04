import { Fragment } from 'react';

/**
 * Words that Chromium's dictionary tears apart at a line's end. Kept whole by a span: U+2060 would do it too, but pulls in
 * another font and spoils the text that is copied out of the PDF.
 */
const whole =
  /(ท้องถิ่น|แต่งตั้ง|ร้อยละ|การคลัง|ตัวชี้วัด|นำร่อง|ตัดฐาน|ทีมประเมิน|หลักฐาน|ลงลายมือชื่อ|ลงวันที่|กู้คืน|ประจำปี|ซักถาม|ดีเด่น|กองคลัง|สูงกว่า|ต่ำกว่า|[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)+)/;

/** Longer runs (addresses, digests) have to break somewhere. */
const longest = 24;

/** Text with unbreakable words, for everything that may wrap on paper. */
export function Thai({ children }: { readonly children: string }) {
  return children.split(whole).map((part, index) =>
    index % 2 === 1 && part.length <= longest ? (
      <span key={index} className="whole">
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
