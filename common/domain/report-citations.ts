import { inDigits, joined } from './print-digits.ts';
import type { ReportInput } from './report-input.ts';

/**
 * The proof of one indicator as printed, one line per file: "ปค.๑ หนังสือรับรอง น. ๑, ๓". A page is named only where a
 * mark of several-page kinds of file stands behind the citation; a whole file has its title alone.
 */
export function citedEvidence(
  { manifest, review, language, digits }: Pick<ReportInput, 'manifest' | 'review' | 'language' | 'digits'>,
  indicator: string,
): readonly string[] {
  const items = new Map(manifest.evidence.map((item) => [item.id, item]));
  const marks = new Map(review.marks.map((mark) => [mark.id, mark]));
  const pages = new Map<string, number[]>();
  for (const { evidence, annotation } of review.citations.filter((citation) => citation.indicator === indicator)) {
    const cited = pages.get(evidence) ?? [];
    pages.set(evidence, cited);
    const page = annotation === null ? undefined : marks.get(annotation)?.page;
    const isImage = items.get(evidence)?.mediaType.startsWith('image/') ?? false;
    if (page !== undefined && !isImage && !cited.includes(page)) cited.push(page);
  }
  return [...pages].map(([evidence, cited]) => {
    const title = items.get(evidence)?.title ?? evidence;
    const numbers = cited.toSorted((a, b) => a - b).join(', ');
    return inDigits(numbers === '' ? title : `${title} ${joined(language === 'th' ? 'น.' : 'p.', numbers)}`, digits);
  });
}
