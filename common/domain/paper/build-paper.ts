import { laoFullName } from '../lao.ts';
import { inDigits } from '../print-digits.ts';
import type { SubmissionManifest } from '../submission.ts';
import type { Language } from '../text.ts';
import { differencesPaper } from './differences.ts';
import { entrySheetPaper } from './entry-sheet.ts';
import { letterPaper } from './letter.ts';
import { liveChecksPaper } from './live-checks.ts';
import { lrp001Paper } from './lrp001.ts';
import { memoPaper } from './memo.ts';
import { notApplicablePaper } from './not-applicable.ts';
import type { PaperInput } from './paper-input.ts';
import type { PaperBlock, PaperData, PaperKind } from './paper.ts';
import { listFoot } from './parts.ts';

const builders: Readonly<
  Record<PaperKind, (input: PaperInput) => { readonly title: string; readonly blocks: readonly PaperBlock[] }>
> = {
  'entry-sheet': entrySheetPaper,
  differences: differencesPaper,
  'not-applicable': notApplicablePaper,
  'live-checks': liveChecksPaper,
  lrp001: lrp001Paper,
  memo: memoPaper,
  letter: letterPaper,
};

/** Papers that say scores are marked as draft while the review is not locked; the others hold what stands already. */
const showsScores: ReadonlySet<PaperKind> = new Set(['entry-sheet', 'differences', 'not-applicable', 'lrp001']);
const isCorrespondence = (paper: PaperKind): boolean => paper === 'memo' || paper === 'letter';

export function buildPaper(paper: PaperKind, input: PaperInput): PaperData {
  const { manifest, language, digits } = input;
  const { title, blocks } = builders[paper](input);
  const lao = laoFullName(manifest.lao, language);
  const full = isCorrespondence(paper) ? title : `${title} ${lao}`;
  return {
    kind: 'paper',
    paper,
    language,
    digits,
    // Of the document, not of a page: spaces that hold words together have no sense there.
    title: inDigits(full, digits).replaceAll('\u00A0', ' '),
    mark: markOf(paper, input),
    foot: isCorrespondence(paper) ? null : listFoot(input),
    blocks,
  };
}

function markOf(paper: PaperKind, { review, instrument, language }: PaperInput): string | null {
  const th = language === 'th';
  if (showsScores.has(paper) && review.finalised === null) return th ? 'ฉบับร่าง ยังไม่สรุปผล' : 'DRAFT, not final';
  // Correspondence has no room for notices, but a result by a sample instrument must not go out as if it were DLA's.
  if (isCorrespondence(paper) && instrument.sample) return th ? 'ใช้ชุดตัวชี้วัดตัวอย่าง' : 'Sample instrument';
  return null;
}

const fileWords: Readonly<Record<PaperKind, Readonly<Record<Language, string>>>> = {
  'entry-sheet': { th: 'ใบบันทึกคะแนน', en: 'entry-sheet' },
  differences: { th: 'คะแนนที่ต่าง', en: 'differences' },
  'not-applicable': { th: 'ข้อตัดฐาน', en: 'not-applicable' },
  'live-checks': { th: 'ตรวจเชิงประจักษ์', en: 'live-checks' },
  lrp001: { th: 'เทียบเอกสาร', en: 'paper-check' },
  memo: { th: 'บันทึกข้อความ', en: 'memo' },
  letter: { th: 'หนังสือนำส่ง', en: 'letter' },
};

/** "บันทึกข้อความ-LPA2567-05990312-ท่าแก้วพัฒนา.pdf" */
export function paperFileName(paper: PaperKind, { lao, round }: SubmissionManifest, language: Language): string {
  const name = lao.name.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '-');
  return `${fileWords[paper][language]}-LPA${String(round.year)}-${lao.code}-${name}.pdf`;
}
