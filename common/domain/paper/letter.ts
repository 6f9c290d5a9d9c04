import { laoFullName } from '../lao.ts';
import { inDigits, joined } from '../print-digits.ts';
import { differs, scoredIndicators } from '../report-rows.ts';
import { chiefOf, orderOf, resultWords, teamName, visitWords } from './letter-words.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock } from './paper.ts';

/** What goes with the papers to the LAO, on แบบที่ 1: the result when it is locked, before that what is still asked for. */
export function letterPaper(input: PaperInput): { readonly title: string; readonly blocks: readonly PaperBlock[] } {
  const { manifest, review, language, digits, office } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const year = String(manifest.round.year);
  const lao = laoFullName(manifest.lao, language);
  const isResult = review.finalised !== null;
  const subject = th
    ? `${isResult ? 'ส่งผลการตรวจประเมิน' : 'ขอให้ส่งเอกสารเพิ่มเติมประกอบการตรวจประเมิน'}ประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ${joined('ประจำปี', year)}`
    : `${isResult ? 'Result' : 'Further papers for the review'} of the Local Performance Assessment ${year}`;
  const body = bodyOf(input);
  const sender = office.trim() === '' ? null : say(office.trim());
  return {
    title: th ? `หนังสือนำส่ง ${say(subject)} ${lao}` : `Letter: ${subject}, ${lao}`,
    blocks: [
      {
        kind: 'letter-head',
        garuda: say(th ? 'ตราครุฑ 3 ซม.' : 'Garuda 3 cm'),
        number: { label: th ? 'ที่' : 'No.', value: null },
        sender: [sender, null],
        subject: { label: th ? 'เรื่อง' : 'Subject', value: say(subject) },
        to: { label: th ? 'เรียน' : 'To', value: say(chiefOf(manifest.lao, language)) },
        reference: { label: th ? 'อ้างถึง' : 'Reference', value: say(orderOf(input)) },
        enclosures: {
          label: th ? 'สิ่งที่ส่งมาด้วย' : 'Enclosures',
          items: enclosuresOf(input).map((text, index, all) => ({
            text: say(all.length > 1 ? `${String(index + 1)}. ${text}` : text),
            count: say(th ? joined('จำนวน', '1', 'ชุด') : '1 copy'),
          })),
        },
      },
      ...body.slice(0, -1).map((text): PaperBlock => ({ kind: 'paragraph', look: 'indented', text: say(text) })),
      {
        kind: 'closing',
        paragraphs: [...body.slice(-1), closingWords(input)].map(say),
        salute: th ? 'ขอแสดงความนับถือ' : 'Yours sincerely,',
        signer: { name: null, title: null },
        positionLabel: th ? 'ตำแหน่ง' : 'Position',
        contact: [
          { label: th ? 'ส่วนราชการเจ้าของเรื่อง' : 'Unit in charge', value: null },
          { label: th ? 'โทร.' : 'Tel.', value: null },
          { label: th ? 'ไปรษณีย์อิเล็กทรอนิกส์' : 'E-mail', value: null },
          { label: th ? 'ผู้ประสานงาน' : 'Contact', value: null },
        ],
      },
    ],
  };
}

/** Only papers that can be printed: an empty list is no enclosure. */
function enclosuresOf(input: PaperInput): readonly string[] {
  const { review, language } = input;
  const th = language === 'th';
  const scored = scoredIndicators(input);
  const isResult = review.finalised !== null;
  const papers: readonly [boolean, string, string][] = [
    [isResult, 'รายงานผลการประเมิน', 'Result of the assessment'],
    [isResult && scored.some(differs), 'บัญชีคะแนนที่ทีมประเมินให้ต่างจากการประเมินตนเอง', 'Scores that differ'],
    [isResult && scored.some(({ removed }) => removed), 'บัญชีตัวชี้วัดที่ตัดฐานคะแนน', 'Indicators not applicable'],
    [isResult && review.liveChecks.length > 0, 'บันทึกการตรวจเชิงประจักษ์', 'Record of live checks'],
    [openRequests(input) > 0, 'ใบขอเอกสารเพิ่มเติมและข้อซักถาม', 'Requested papers and questions'],
  ];
  return papers.filter(([is]) => is).map(([, thai, english]) => (th ? thai : english));
}

const openRequests = ({ review }: PaperInput): number => review.requests.filter(({ done }) => !done).length;

function bodyOf(input: PaperInput): readonly string[] {
  const { manifest, review, language } = input;
  const lao = laoFullName(manifest.lao, language);
  const open = openRequests(input);
  if (language === 'th') {
    return [
      `ตามคำสั่งที่อ้างถึง จังหวัด${manifest.lao.province}ได้แต่งตั้งทีมประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น และ${teamName(input)} ได้เข้าตรวจประเมิน${lao} ${visitWords(input)} นั้น`,
      ...(review.finalised === null
        ? []
        : [`บัดนี้ ทีมประเมินได้สรุปผลการตรวจประเมินแล้ว ${lao}${resultWords(input)} รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย`]),
      ...(open === 0
        ? []
        : [
            `ในการนี้ ขอให้${lao}จัดส่งเอกสารเพิ่มเติมและชี้แจงข้อซักถาม จำนวน ${joined(String(open), 'รายการ')} ตามสิ่งที่ส่งมาด้วย ภายในวันที่ ${'.'.repeat(40)}`,
          ]),
    ];
  }
  return [
    `By the order referred to, ${manifest.lao.province} Province appointed the assessment teams, and ${teamName(input)} visited ${lao} ${visitWords(input)}.`,
    ...(review.finalised === null
      ? []
      : [`The team has finalised its result: ${resultWords(input)}. Details are enclosed.`]),
    ...(open === 0
      ? []
      : [
          `${lao} is asked to hand in papers and to answer questions as enclosed (items: ${String(open)}), by ${'.'.repeat(40)}`,
        ]),
  ];
}

function closingWords(input: PaperInput): string {
  const asks = openRequests(input) > 0;
  if (input.language === 'th') return asks ? 'จึงเรียนมาเพื่อโปรดทราบและดำเนินการ' : 'จึงเรียนมาเพื่อโปรดทราบ';
  return asks ? 'For your information and action.' : 'For your information.';
}
