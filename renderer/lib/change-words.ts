import type { Measure } from '#common/domain/instrument.ts';
import { readableQuote } from '#common/domain/mark-quote.ts';
import { readChange } from '#common/domain/read-change.ts';
import type { Change } from '#common/domain/review-event.ts';
import type { Certificate, DocumentRequest } from '#common/domain/visit.ts';
import { percentOf } from '#common/domain/rule.ts';
import { fromWebAnnotation } from '#common/domain/web-annotation.ts';
import type { Format } from './format.ts';
import type { historyWords } from './history-words.ts';
import type { Messages } from './messages.ts';

type Words = typeof historyWords extends Messages<infer W> ? W : never;

/** A change for people: what it concerns, what stood there, what stands there now. `from` is null where nothing did. */
interface ChangeWords {
  readonly what: string;
  readonly from: string | null;
  readonly to: string;
}

interface Wording {
  readonly t: Words;
  readonly format: Format;
  /** Title of evidence by its id; the id itself where nobody knows it any more. */
  titleOf(evidence: string): string;
}

/** `before` is the change that would have brought back what stood there. */
export function changeWords(
  entry: { readonly type: string; readonly payload: unknown; readonly before: Change | null },
  wording: Wording,
): ChangeWords {
  const change = readChange(entry);
  const { before } = entry;
  if (change === null) return { what: wording.t.other, from: null, to: '' };
  const what = nameOf(change, before, wording.t);
  const to = valueOf(change, wording);
  // To bring back nothing is to remove: then nothing stood there.
  const from = before === null || /\.(removed|deleted)$/.test(before.type) ? null : valueOf(before, wording);
  return { what, from: from === null || from === '' || from === to ? null : from, to };
}

/** What an undo or redo concerns, by type alone. */
export function stepWords(type: string, t: Words): string {
  const words: Readonly<Record<string, string>> = {
    'score.set': t.score,
    'measure.set': t.measure,
    'reason.set': t.difference,
    'remark.set': t.remark,
    'not-applicable.set': t.notApplicable,
    'flag.set': t.flag,
    'confidence.set': t.confidence,
    'visit.set': t.visit,
    'team.set': t.team,
  };
  const known = words[type];
  if (known !== undefined) return known;
  const things: Readonly<Record<string, string>> = {
    annotation: t.mark,
    citation: t.citation,
    certificate: t.certificate,
    request: t.requestPaper,
    'live-check': t.liveCheck,
    'team-evidence': t.teamEvidence,
  };
  return things[type.replace(/\.\w+$/, '')] ?? t.other;
}

function nameOf(change: Change, before: Change | null, t: Words): string {
  switch (change.type) {
    case 'reason.set':
      return change.payload.about === 'override' ? t.override : t.difference;
    case 'request.set':
    case 'request.removed': {
      const request = [change, before].find((one) => one?.type === 'request.set');
      return request?.type === 'request.set' && request.payload.kind === 'question'
        ? t.requestQuestion
        : t.requestPaper;
    }
    case 'submission.received':
      return t.submission;
    case 'evidence.seen':
      return t.seen;
    case 'pages.seen':
      return t.pagesSeen;
    case 'review.finalised':
      return t.finalised;
    case 'review.reopened':
      return t.reopened;
    default:
      return stepWords(change.type, t);
  }
}

/** What stands there after the change. */
function valueOf(change: Change, { t, format, titleOf }: Wording): string {
  switch (change.type) {
    case 'score.set':
      return change.payload.points === null ? t.unscored : t.points(format.number(change.payload.points));
    case 'measure.set':
      return measureWords(change.payload.measure, t, format);
    case 'reason.set':
    case 'remark.set':
      return change.payload.text;
    case 'not-applicable.set': {
      const { value } = change.payload;
      return value === null ? t.applicable : t.agreedBy(value.reason, value.agreedBy);
    }
    case 'flag.set':
      return change.payload.flagged ? t.flagged : t.unflagged;
    case 'confidence.set':
      return t[change.payload.confidence ?? 'unsaid'];
    case 'annotation.created':
    case 'annotation.updated': {
      const mark = fromWebAnnotation(change.payload.annotation);
      if (mark === null) return t.mark;
      const words = mark.comment || mark.stamp || readableQuote(mark.quote);
      return [t[mark.kind], titleOf(mark.evidence), t.page(format.number(mark.page)), words]
        .filter(Boolean)
        .join(' · ');
    }
    case 'citation.added':
      return titleOf(change.payload.evidence);
    case 'citation.removed':
      return t.removed;
    case 'annotation.deleted':
    case 'certificate.removed':
    case 'request.removed':
    case 'live-check.removed':
    case 'team-evidence.removed':
      return t.deleted;
    case 'certificate.set':
      return certificateWords(change.payload, format);
    case 'request.set':
      return requestWords(change.payload, t);
    case 'live-check.set':
      return [change.payload.address, change.payload.seen].filter(Boolean).join(' · ');
    case 'team-evidence.added':
      return change.payload.title;
    case 'visit.set':
      return [format.date(change.payload.date), change.payload.place].filter(Boolean).join(' · ');
    case 'team.set':
      return change.payload.members.map(({ name }) => name).join(', ');
    case 'evidence.seen':
      return titleOf(change.payload.evidence);
    case 'pages.seen':
      return t.page(change.payload.pages.map((page) => format.number(page)).join(', '));
    case 'review.reopened':
      return change.payload.reason;
    case 'submission.received':
    case 'review.finalised':
      return '';
  }
}

const certificateWords = (certificate: Certificate, format: Format): string =>
  [
    certificate.title,
    certificate.issuer,
    certificate.issuedOn === null ? '' : format.date(certificate.issuedOn),
    certificate.signer,
  ]
    .filter((part) => part !== '')
    .join(' · ');

const requestWords = ({ text, done }: DocumentRequest, t: Words): string =>
  `${text} (${done ? t.received : t.waiting})`;

function measureWords(measure: Measure | null, t: Words, format: Format): string {
  switch (measure?.kind) {
    case undefined:
      return t.none;
    case 'percent': {
      const percent = percentOf(measure);
      return t.percent(format.digits(measure.numerator), format.digits(measure.denominator), format.percent(percent));
    }
    case 'checklist':
      return t.ticked(format.number(measure.ticked.length));
    case 'deadline':
      return measure.doneOn === null ? t.notDone : format.date(measure.doneOn, 'long');
  }
}
