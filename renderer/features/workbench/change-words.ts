import type { dialogWords } from './dialog-words.ts';
import type { Messages } from '#renderer/lib/messages.ts';

type Words = typeof dialogWords extends Messages<infer W> ? W : never;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** One entry of the history in words; types of a newer version read as "another change". */
export function changeWords(
  type: string,
  payload: unknown,
  t: Words,
): { readonly what: string; readonly detail: string } {
  const fields = isRecord(payload) ? payload : {};
  const say = (what: string, detail = '') => ({ what, detail });
  const textOf = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  switch (type) {
    case 'score.set':
      return say(typeof fields.points === 'number' ? t.scored(String(fields.points)) : t.scoreCleared);
    case 'measure.set':
      return say(fields.measure === null ? t.measureCleared : t.measured, measureDetail(fields.measure));
    case 'reason.set':
      return say(fields.about === 'override' ? t.override : t.difference, textOf('text'));
    case 'remark.set':
      return say(t.remark, textOf('text'));
    case 'not-applicable.set':
      return isRecord(fields.value)
        ? say(t.removed, typeof fields.value.reason === 'string' ? fields.value.reason : '')
        : say(t.restored);
    case 'flag.set':
      return say(fields.flagged === true ? t.flagged : t.unflagged);
    default:
      return say(plainWord(type, t));
  }
}

function plainWord(type: string, t: Words): string {
  const words: Readonly<Record<string, string>> = {
    'annotation.created': t.marked,
    'annotation.updated': t.markChanged,
    'annotation.deleted': t.markDeleted,
    'citation.added': t.cited,
    'citation.removed': t.uncited,
    'evidence.seen': t.seen,
    'team.set': t.team,
    'submission.received': t.received,
    'review.finalised': t.finalised,
    'review.reopened': t.reopened,
  };
  return words[type] ?? t.other;
}

function measureDetail(measure: unknown): string {
  if (!isRecord(measure)) return '';
  if (measure.kind === 'percent') return `${String(measure.numerator)} ÷ ${String(measure.denominator)}`;
  if (measure.kind === 'checklist' && Array.isArray(measure.ticked)) return String(measure.ticked.length);
  return '';
}

/** What an undo or redo concerns, by type alone. */
export function stepWords(type: string, t: Words): string {
  const words: Readonly<Record<string, string>> = {
    'score.set': t.scoreOf,
    'measure.set': t.measured,
    'reason.set': t.reason,
    'remark.set': t.remark,
    'not-applicable.set': t.removed,
    'flag.set': t.flagged,
  };
  return words[type] ?? plainWord(type, t);
}
