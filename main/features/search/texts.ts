import type { HitKind } from '#common/contract/channels/search.ts';
import { laoFullName, laoTypeShort } from '#common/domain/lao.ts';
import { readableQuote } from '#common/domain/mark-quote.ts';
import type { Review } from '#common/domain/review.ts';
import { indicatorsOf, type LoadedGround } from './catalogue.ts';

/** Words that somebody wrote, and what they belong to. */
export interface IndexText {
  readonly kind: Exclude<HitKind, 'page'>;
  readonly indicator: string | null;
  readonly evidence: string | null;
  readonly page: number | null;
  readonly title: string;
  readonly text: string;
}

/** Everything of a submission that can be found besides the pages of its evidence. */
export function textsOf(ground: LoadedGround, review: Review | null): readonly IndexText[] {
  const { manifest } = ground;
  const indicators = indicatorsOf(ground);
  const titleOf = new Map(indicators.map(({ id, number, title }) => [id, `${number} ${title.th}`]));
  const about = (indicator: string | null) => (indicator === null ? '' : (titleOf.get(indicator) ?? ''));
  const { lao, answers, evidence, links } = manifest;
  const texts: IndexText[] = [
    {
      kind: 'lao',
      ...nowhere,
      title: lao.name,
      text: joined(
        laoFullName(lao, 'th'),
        `${laoTypeShort[lao.type].th}${lao.name}`,
        lao.district,
        lao.province,
        lao.code,
      ),
    },
    ...indicators.map(({ id, number, title }) => ({
      kind: 'indicator' as const,
      ...nowhere,
      indicator: id,
      title: title.th,
      text: joined(number, title.th, title.en === title.th ? '' : title.en),
    })),
    ...[...evidence, ...links].map((item) => ({
      kind: 'title' as const,
      ...nowhere,
      indicator: item.indicators[0] ?? null,
      evidence: item.id,
      title: item.title,
      text: 'url' in item ? joined(item.title, item.url) : item.title,
    })),
    ...answers.map(({ indicator, note }) => ({
      kind: 'answer' as const,
      ...nowhere,
      indicator,
      title: about(indicator),
      text: note,
    })),
    ...(review === null ? [] : reviewTexts(review, about)),
  ];
  return texts.filter(({ text }) => text.trim() !== '');
}

const nowhere = { indicator: null, evidence: null, page: null };
const joined = (...parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join(' · ');

function reviewTexts(review: Review, about: (indicator: string | null) => string): IndexText[] {
  const remarks = Object.entries(review.indicators).map(([indicator, one]) => ({
    kind: 'remark' as const,
    ...nowhere,
    indicator,
    title: about(indicator),
    text: joined(one.remark, one.differenceReason, one.overrideReason, one.notApplicable?.reason ?? ''),
  }));
  const marks = review.marks.map(({ indicator, evidence, page, comment, stamp, quote }) => ({
    kind: 'mark' as const,
    indicator,
    evidence,
    page,
    title: about(indicator),
    text: joined(comment, stamp, readableQuote(quote) ?? ''),
  }));
  const team = review.teamEvidence.map(({ id, indicators, title }) => ({
    kind: 'title' as const,
    indicator: indicators[0] ?? null,
    evidence: id,
    page: null,
    title,
    text: title,
  }));
  const live = review.liveChecks.map(({ indicator, address, seen, presence, screenshot }) => ({
    kind: 'live-check' as const,
    indicator,
    evidence: screenshot,
    page: null,
    title: about(indicator),
    text: joined(address, seen, presence),
  }));
  const requests = review.requests.map(({ indicator, text }) => ({
    kind: 'request' as const,
    ...nowhere,
    indicator,
    title: about(indicator),
    text,
  }));
  const certificates = review.certificates.map(({ indicator, issuer, title, signer, evidence }) => ({
    kind: 'certificate' as const,
    ...nowhere,
    indicator,
    evidence,
    title: about(indicator),
    text: joined(title, issuer, signer),
  }));
  return [...remarks, ...marks, ...team, ...live, ...requests, ...certificates];
}
