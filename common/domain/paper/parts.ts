import { laoFullName } from '../lao.ts';
import { inDigits, joined } from '../print-digits.ts';
import { noticesOf, openingOf, placeOf, signersOf } from '../report-wording.ts';
import { formatDate, formatTime } from '../thai-date.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock, PaperColumn, PaperSigner, SignaturePart } from './paper.ts';

/** What stands on all lists alike. */

/** Title, LAO and round, and what a reader must know first. */
export function listHead(input: PaperInput, title: string): readonly PaperBlock[] {
  const { manifest, language, digits } = input;
  const say = (text: string) => inDigits(text, digits);
  const year = String(manifest.round.year);
  const notices = noticesOf(input).map(say);
  return [
    {
      kind: 'title',
      text: say(title),
      lines: [
        `${laoFullName(manifest.lao, language)} ${placeOf(manifest.lao, language)}`,
        say(
          language === 'th'
            ? `การประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น ${joined('ประจำปี', year)}`
            : `Local Performance Assessment ${year}`,
        ),
      ],
    },
    ...(notices.length === 0 ? [] : [{ kind: 'notices' as const, lines: notices }]),
  ];
}

/** Order, team and visit, and then what the list says in one sentence. */
export const openingParagraph = (input: PaperInput, sentence: string): PaperBlock => ({
  kind: 'paragraph',
  look: 'indented',
  text: inDigits(`${openingOf(input, input.language === 'th' ? '' : '.')} ${sentence}`, input.digits),
});

/** "เทศบาลตำบลท่าแก้วพัฒนา · รหัส ๐๕๙๙๐๓๑๒ · พิมพ์เมื่อ …" */
export function listFoot({ manifest, language, digits, printedAt }: PaperInput): string {
  const th = language === 'th';
  const moment = `${formatDate(printedAt, { language, style: 'long', digits })} ${formatTime(printedAt, { language, digits })}`;
  return [
    laoFullName(manifest.lao, language),
    `${th ? 'รหัส' : 'Code'} ${inDigits(manifest.lao.code, digits)}`,
    `${th ? 'พิมพ์เมื่อ' : 'Printed'} ${moment}`,
  ].join(' · ');
}

export const column = (
  head: string,
  width: number | null,
  align: PaperColumn['align'] = 'start',
  strong = false,
): PaperColumn => ({ head, width, align, strong });

export const openSigner = (role: string): PaperSigner => ({ name: null, title: null, role, dated: true });

/** The team's members as recorded, up to four lines. */
export function teamSignatures(input: PaperInput, statement: string): SignaturePart {
  return {
    statement: inDigits(statement, input.digits),
    choices: [],
    signers: signersOf(input).map(({ name, title }) => ({
      name,
      title: title === null ? null : inDigits(title, input.digits),
      role: null,
      dated: false,
    })),
  };
}

/** One line for the LAO, with a day. */
export const laoSignature = (
  { language }: PaperInput,
  statement: string,
  choices: SignaturePart['choices'] = [],
): SignaturePart => ({
  statement,
  choices,
  signers: [openSigner(language === 'th' ? 'ผู้แทนองค์กรปกครองส่วนท้องถิ่น' : 'For the local administrative organization')],
});
