import { inDigits, joined } from './print-digits.ts';
import type { ReportInput } from './report-input.ts';

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
export function citedEvidence(
  {
    manifest,
    review,
    cited,
    language,
    digits,
  }: Pick<ReportInput, 'manifest' | 'review' | 'cited' | 'language' | 'digits'>,
  indicator: string,
): readonly string[] {
  const items = new Map(manifest.evidence.map((item) => [item.id, item]));
  const marks = new Map(review.marks.map((mark) => [mark.id, mark]));
  const lines = new Map<string, Line>();
  for (const citation of review.citations.filter((one) => one.indicator === indicator)) {
    const source = cited.get(citation.id);
    const { evidence, isLost } = source ?? { evidence: citation.evidence, isLost: false };
    const item = isLost ? source?.found?.file : items.get(evidence);
    const key = `${evidence} ${isLost ? (source?.sha256 ?? 'lost') : ''}`;
    const line = lines.get(key) ?? {
      title: item?.title ?? source?.title ?? evidence,
      isImage: item?.mediaType.startsWith('image/') ?? false,
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
