import type { ReadinessItem, ReadinessReport } from '#common/contract/channels/readiness.ts';
import type { Format } from '#renderer/lib/format.ts';
import type { checkWords } from './check-words.ts';

interface Sentences {
  /** What was found. */
  readonly title: string;
  /** What it means, or what to do. */
  readonly text: string;
}

type Words = (typeof checkWords)['th'];

/** One line of the result in words. */
export function sentencesOf(item: ReadinessItem, report: ReadinessReport, t: Words, format: Format): Sentences {
  const { check, level, facts } = item;
  const fact = (name: string): number => Number(facts[name] ?? 0);
  const count = (name: string): string => format.number(fact(name));
  switch (check) {
    case 'content':
      if (level === 'bad') return { title: t.contentBad(count('wrong')), text: t.contentBadText };
      if (level === 'look') return { title: t.contentNone, text: t.contentNoneText };
      return { title: t.contentGood, text: t.contentGoodText(count('files'), format.bytes(fact('bytes'))) };
    case 'pages': {
      const outside = fact('outside') > 0 ? ` · ${t.pagesOutside(count('outside'))}` : '';
      if (level === 'bad') return { title: t.pagesBad(count('wrong')), text: t.pagesBadText };
      if (level === 'look') return { title: t.pagesLook(count('wrong')), text: t.pagesLookText };
      return { title: t.pagesGood, text: t.pagesGoodText(count('drawn')) + outside };
    }
    case 'complete':
      if (level !== 'good') return { title: t.completeLook(count('wrong')), text: t.completeLookText };
      if (fact('expected') === 0) return { title: t.completeNone, text: t.completeNoneText };
      return { title: t.completeGood(count('expected')), text: t.completeGoodText };
    case 'links':
      if (level !== 'good') return { title: t.linksLook(count('links')), text: t.linksLookText };
      return { title: t.linksGood, text: t.linksGoodText };
    case 'disk': {
      const free = format.bytes(fact('free'));
      if (level === 'bad') return { title: t.diskBad(free), text: t.diskBadText };
      if (level === 'look') return { title: t.diskLook(free), text: t.diskLookText };
      return { title: t.diskGood(free), text: t.diskGoodText };
    }
    case 'clock': {
      if (facts.compared !== true) return { title: t.clockNone, text: t.clockNoneText(format.dateTime(report.at)) };
      const difference = durationText(Math.abs(fact('seconds')), t, format);
      if (level === 'good') return { title: t.clockGood, text: t.clockGoodText(difference) };
      return { title: (fact('seconds') > 0 ? t.clockSlow : t.clockFast)(difference), text: t.clockBadText };
    }
    case 'signing-key': {
      if (fact('usable') === 0) return { title: fact('keys') === 0 ? t.keyNone : t.keyEnded, text: t.keyMakeText };
      const text = t.keyText(format.date(String(facts.validTo)));
      return { title: level === 'good' ? t.keyGood : t.keySoon(count('days')), text };
    }
    case 'recovery':
      if (level !== 'good') return { title: t.recoveryLook, text: t.recoveryLookText };
      return { title: t.recoveryGood, text: t.recoveryGoodText };
  }
}

/** As exact as it matters: seconds, then minutes, then hours. */
function durationText(seconds: number, t: Words, format: Format): string {
  if (seconds < 60) return t.seconds(format.number(seconds));
  if (seconds < 2 * 3600) return t.minutes(format.number(Math.round(seconds / 60)));
  return t.hours(format.number(Math.round(seconds / 3600)));
}
