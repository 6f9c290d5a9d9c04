import { packedNumber } from '../packed-evidence.ts';
import { inDigits, joined } from '../print-digits.ts';
import { formatDate, formatTime } from '../thai-date.ts';
import type { LiveCheck } from '../visit.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock, PaperRow } from './paper.ts';
import { column, laoSignature, listHead, openingParagraph, teamSignatures } from './parts.ts';

/** Characters of a digest that are enough to tell one picture from another on paper. */
const shownDigest = 8;

/** What was looked at live: where, when, what was seen, by whom and in whose presence. */
export function liveChecksPaper(input: PaperInput): { readonly title: string; readonly blocks: readonly PaperBlock[] } {
  const { instrument, review, language, digits } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const title = th ? 'บันทึกการตรวจเชิงประจักษ์' : 'Record of live checks';
  const asked = instrument.indicators
    .map((indicator) => ({
      indicator,
      checks: review.liveChecks
        .filter((one) => one.indicator === indicator.id)
        .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    }))
    .filter(({ checks }) => checks.length > 0);
  let number = 0;
  const rows = asked.flatMap(({ indicator, checks }): readonly PaperRow[] => [
    {
      kind: 'group',
      text: say(`${joined(th ? 'ข้อ' : 'No.', indicator.number)} ${indicator.title[language]}`),
    },
    // With the indicator, since its heading may stand on the page before.
    ...checks.map((check) =>
      rowOf(check, [String((number += 1)), joined(th ? 'ข้อ' : 'No.', indicator.number)].map(say), input),
    ),
  ]);
  const counts = th
    ? `ทีมประเมินได้ตรวจเชิงประจักษ์ ${joined(String(number), 'รายการ')} ใน ${joined(String(asked.length), 'ตัวชี้วัด')} ดังนี้`
    : `Live checks: ${String(number)}, indicators: ${String(asked.length)}.`;
  return {
    title,
    blocks: [
      ...listHead(input, title),
      openingParagraph(input, counts),
      {
        kind: 'table',
        columns: [
          column(th ? 'ที่' : 'No.', 13, 'centre'),
          column(th ? 'วัน เวลา' : 'Day and time', 25),
          column(th ? 'ระบบหรือที่อยู่เว็บ' : 'System or address', 30),
          column(th ? 'สิ่งที่ตรวจพบ' : 'What was seen', null),
          column(th ? 'ผู้ตรวจ / ผู้ร่วมดู' : 'By / in presence of', 34),
          column(th ? 'ภาพหน้าจอ' : 'Screenshot', 24),
        ],
        rows,
        ending: {
          notes: pictureNotes(input),
          signatures: [
            teamSignatures(
              input,
              th
                ? 'ขอรับรองว่าได้เปิดระบบและเว็บไซต์ข้างต้นดูตามวันเวลาที่ระบุ และพบข้อมูลตามที่บันทึกไว้'
                : 'We certify that the above was opened at the times given, and that it showed what is recorded here.',
            ),
            laoSignature(
              input,
              th
                ? 'ผู้แทนองค์กรปกครองส่วนท้องถิ่นได้ร่วมดูและรับทราบ'
                : 'Seen together with, and noted by, the local administrative organization',
            ),
          ],
        },
      },
    ],
  };
}

function rowOf(check: LiveCheck, number: readonly string[], { review, language, digits }: PaperInput): PaperRow {
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const options = { language, digits };
  const at = review.teamEvidence.findIndex((one) => one.id === check.screenshot);
  const picture = review.teamEvidence[at];
  return {
    kind: 'cells',
    cells: [
      number,
      [formatDate(check.at, { ...options, style: 'short' }), formatTime(check.at, options)],
      [say(check.address)],
      say(check.seen.trim()).split('\n'),
      [...named(th ? 'ตรวจ' : 'By', check.by).map(say), ...named(th ? 'ร่วมดู' : 'Present', check.presence).map(say)],
      picture === undefined
        ? [th ? 'ไม่มีภาพ' : 'none']
        : [
            packedNumber(at, 'team'),
            say(picture.title),
            'SHA-256',
            `${picture.sha256.slice(0, shownDigest).toUpperCase()}…`,
          ],
    ],
  };
}

/** Pictures are not drawn on this paper: by their numbers they are found where they lie. */
function pictureNotes({ review, language }: PaperInput): readonly string[] {
  if (!review.liveChecks.some(({ screenshot }) => screenshot !== null)) return [];
  return [
    language === 'th'
      ? 'ภาพหน้าจอเก็บไว้กับหลักฐานของทีม และอยู่ในโฟลเดอร์ evidence ของแพ็กเกจฉบับเต็มที่ลงนามพร้อมหลักฐาน โดยชื่อไฟล์ขึ้นต้นด้วยหมายเลขในช่องภาพหน้าจอ'
      : 'Screenshots are kept with the evidence of the team. In a full package signed with evidence they lie in the folder evidence; their names begin with the number given here.',
  ];
}

const named = (label: string, name: string): readonly string[] =>
  name.trim() === '' ? [] : [`${label}: ${name.trim()}`];
