import { citableItems, type Citable } from './citable.ts';
import { inDigits, joined } from './print-digits.ts';
import type { ReportInput } from './report-input.ts';
import { formatDate } from './thai-date.ts';

type Input = Pick<ReportInput, 'manifest' | 'review' | 'cited' | 'language' | 'digits'>;

interface Line {
  readonly title: string;
  readonly isImage: boolean;
  readonly isLost: boolean;
  readonly pages: number[];
}

/**
 * The proof of one indicator as printed, one line per file: "ปค.๑ หนังสือรับรอง น. ๑, ๓". A page is named only where a
 * mark of several-page kinds of file stands behind the citation; a whole file has its title alone. What an earlier
 * revision held and the present one does not is said to be no proof.
 */
export function citedEvidence(input: Input, indicator: string): readonly string[] {
  const { manifest, review, cited, language, digits } = input;
  const items = citableItems(manifest, review);
  const marks = new Map(review.marks.map((mark) => [mark.id, mark]));
  const lines = new Map<string, Line>();
  for (const citation of review.citations.filter((one) => one.indicator === indicator)) {
    const source = cited.get(citation.id);
    const { evidence, isLost } = source ?? { evidence: citation.evidence, isLost: false };
    const lost = source?.found?.file;
    const item = isLost
      ? lost && { title: lost.title, isImage: lost.mediaType.startsWith('image/') }
      : items.get(evidence);
    const key = `${evidence} ${isLost ? (source?.sha256 ?? 'lost') : ''}`;
    const line = lines.get(key) ?? {
      title: isLost ? (item?.title ?? source?.title ?? evidence) : titleOf(evidence, items.get(evidence), input),
      isImage: item?.isImage ?? false,
      isLost,
      pages: [],
    };
    lines.set(key, line);
    const page = citation.annotation === null ? undefined : marks.get(citation.annotation)?.page;
    if (page !== undefined && !line.isImage && !line.pages.includes(page)) line.pages.push(page);
  }
  const th = language === 'th';
  return [...lines.values()].map(({ title, isLost, pages }) => {
    const numbers = pages.toSorted((a, b) => a - b).join(', ');
    const place = numbers === '' ? title : `${title} ${joined(th ? 'น.' : 'p.', numbers)}`;
    const earlier = th ? '(ฉบับก่อน ไม่อยู่ในฉบับปัจจุบัน)' : '(earlier revision, not part of the submission now)';
    return inDigits(isLost ? `${place} ${earlier}` : place, digits);
  });
}

/** The LAO's own evidence needs no word; what the team brought must never be taken for it. */
function titleOf(id: string, item: Citable | undefined, { review, language }: Input): string {
  const th = language === 'th';
  const check = review.liveChecks.find((one) => one.id === id);
  if (check !== undefined && item?.kind === 'live-check') {
    const day = formatDate(check.at, { language, style: 'short', digits: 'arabic' });
    return th ? `${check.address} ตรวจเชิงประจักษ์เมื่อ ${day}` : `${check.address}, live check of ${day}`;
  }
  if (item?.kind === 'team-file') return `${item.title} ${th ? '(หลักฐานจากทีม)' : '(brought by the team)'}`;
  return item?.title ?? id;
}
