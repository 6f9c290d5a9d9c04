import { packedNumber } from '../packed-evidence.ts';
import { inDigits, joined } from '../print-digits.ts';
import { redactionsOn } from '../redaction.ts';
import { formatDate, formatTime } from '../thai-date.ts';
import type { LiveCheck, TeamEvidence } from '../visit.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock, PaperPicture, PaperRow } from './paper.ts';
import { column, laoSignature, listHead, openingParagraph, teamSignatures } from './parts.ts';

/** What was looked at live: where, when, what was seen, by whom and in whose presence; and the picture that proves it. */
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
    ...checks.flatMap((check) =>
      rowsOf(check, [String((number += 1)), joined(th ? 'ข้อ' : 'No.', indicator.number)].map(say), input),
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
          column(th ? 'ภาพหน้าจอ' : 'Screenshot', 20, 'centre'),
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

function rowsOf(check: LiveCheck, number: readonly string[], input: PaperInput): readonly PaperRow[] {
  const { review, language, digits } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const options = { language, digits };
  const at = review.teamEvidence.findIndex((one) => one.id === check.screenshot);
  const picture = review.teamEvidence[at];
  const name = packedNumber(at, 'team');
  const facts: PaperRow = {
    kind: 'cells',
    cells: [
      number,
      [formatDate(check.at, { ...options, style: 'short' }), formatTime(check.at, options)],
      [say(check.address)],
      say(check.seen.trim()).split('\n'),
      [...named(th ? 'ตรวจ' : 'By', check.by).map(say), ...named(th ? 'ร่วมดู' : 'Present', check.presence).map(say)],
      picture === undefined ? [th ? 'ไม่มีภาพ' : 'none'] : [name],
    ],
  };
  const item = `${th ? 'รายการที่' : 'Item'} ${number[0] ?? ''}`;
  return picture === undefined ? [facts] : [facts, pictureOf(check, picture, `${item} ${name}`, input)];
}

function pictureOf(check: LiveCheck, file: TeamEvidence, name: string, input: PaperInput): PaperPicture {
  const { review, pictures, language, digits } = input;
  const th = language === 'th';
  const say = (text: string) => inDigits(text, digits);
  const moment = (at: string) =>
    `${formatDate(at, { language, digits, style: 'short' })} ${formatTime(at, { language, digits })}`;
  const hidden = redactionsOn(review.marks, file.sha256).map(({ page, rects }) => ({ page, rects: [...rects] }));
  return {
    kind: 'picture',
    alt: th
      ? `ภาพหน้าจอ ${name} ${say(check.address)} ตรวจเมื่อ ${moment(check.at)}`
      : `Screenshot, ${name}: ${say(check.address)}, looked at ${moment(check.at)}`,
    caption: [
      `${name} ${say(file.title)} · ${th ? 'เก็บภาพเมื่อ' : 'kept'} ${moment(file.addedAt)}`,
      `SHA-256 ${file.sha256}`,
      ...(hidden.length === 0
        ? []
        : [
            th
              ? 'ปกปิดบางส่วนของภาพ ค่า SHA-256 เป็นของไฟล์ก่อนปกปิด'
              : 'Parts are blacked out; the SHA-256 is that of the file before.',
          ]),
    ],
    source: pictures.here.has(file.id)
      ? { submission: pictures.submission, evidence: file.id, size: file.size, mediaType: file.mediaType, hidden }
      : null,
  };
}

/** What is printed is smaller than the file; by its number the file is found where it lies. */
function pictureNotes({ review, language }: PaperInput): readonly string[] {
  if (!review.liveChecks.some(({ screenshot }) => screenshot !== null)) return [];
  return [
    language === 'th'
      ? 'ภาพในเอกสารนี้ย่อจากไฟล์ภาพหน้าจอ ซึ่งเก็บไว้กับหลักฐานของทีม และอยู่ในโฟลเดอร์ evidence ของแพ็กเกจฉบับเต็มที่ลงนามพร้อมหลักฐาน โดยชื่อไฟล์ขึ้นต้นด้วยหมายเลขในช่องภาพหน้าจอ'
      : 'The pictures are made smaller from the screenshots, which are kept with the evidence of the team. In a full package signed with evidence they lie in the folder evidence; their names begin with the number given here.',
  ];
}

const named = (label: string, name: string): readonly string[] =>
  name.trim() === '' ? [] : [`${label}: ${name.trim()}`];
