import { isSameJson } from './canonical-json.ts';
import type { Measure } from './instrument.ts';
import { pairItems, type Pair } from './pair-items.ts';
import type { Answer, EvidenceItem, EvidenceLink, SubmissionManifest } from './submission.ts';

/** What differs between two revisions of a submission, one entry a thing. */
export type SubmissionChange = ItemChange<'file', EvidenceItem> | ItemChange<'link', EvidenceLink> | AnswerChanged;

type ItemChange<K extends 'file' | 'link', T> =
  | { readonly kind: `${K}-added` | `${K}-removed`; readonly item: T }
  /** 'replaced': same id, other content. The other two: same content, other title, or other indicators. */
  | ({ readonly kind: `${K}-replaced` | `${K}-renamed` | `${K}-moved` } & Pair<T>);

interface AnswerChanged extends AnswerChange {
  readonly kind: 'answer-changed';
  readonly indicator: string;
}

interface AnswerChange extends Pair<Answer> {
  readonly fields: readonly AnswerField[];
}
type AnswerField = 'selfPoints' | 'measure' | 'note';

/** What differs for one indicator: a file that was moved to it counts as added here, and as removed where it was. */
export interface IndicatorChange {
  readonly files: ItemsChange<EvidenceItem>;
  readonly links: ItemsChange<EvidenceLink>;
  readonly answer: AnswerChange | null;
}

interface ItemsChange<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly replaced: readonly Pair<T>[];
  /** Same content under another title. */
  readonly renamed: readonly Pair<T>[];
}

export interface SubmissionComparison {
  readonly list: readonly SubmissionChange[];
  /** Only indicators with a change. */
  readonly byIndicator: ReadonlyMap<string, IndicatorChange>;
}

/**
 * Compares two revisions. Content decides: the same bytes under another id or path, and the same address under another
 * id, are no change.
 */
export const compareSubmissions = (before: SubmissionManifest, after: SubmissionManifest): SubmissionComparison => ({
  list: [
    ...itemChanges('file', before.evidence, after.evidence, contentOf),
    ...itemChanges('link', before.links, after.links, addressOf),
    ...answerChanges(before, after),
  ],
  byIndicator: compareIndicators(before, after),
});

/** Evidence, links or answer are not what they were; other titles alone are none of these. */
export const changesGround = ({ files, links, answer }: IndicatorChange): boolean =>
  answer !== null || changesContent(files) || changesContent(links);

const changesContent = ({ added, removed, replaced }: ItemsChange<unknown>): boolean =>
  added.length + removed.length + replaced.length > 0;

/** Indicators that the change is about, before and after; none for evidence that belongs to no indicator. */
export function indicatorsOf(change: SubmissionChange): readonly string[] {
  if ('indicator' in change) return [change.indicator];
  const items = 'item' in change ? [change.item] : [change.before, change.after];
  return [...new Set(items.flatMap(({ indicators }) => indicators))];
}

const contentOf = (file: EvidenceItem): string => file.sha256;
const addressOf = (link: EvidenceLink): string => link.url;

type Item = EvidenceItem | EvidenceLink;

function itemChanges<K extends 'file' | 'link', T extends Item>(
  kind: K,
  before: readonly T[],
  after: readonly T[],
  content: (item: T) => string,
): readonly ItemChange<K, T>[] {
  const { same, replaced, removed, added } = pairItems(before, after, content);
  return [
    ...added.map((item) => ({ kind: `${kind}-added` as const, item })),
    ...replaced.map((pair) => ({ kind: `${kind}-replaced` as const, ...pair })),
    ...same.filter(isMoved).map((pair) => ({ kind: `${kind}-moved` as const, ...pair })),
    ...same
      .filter((pair) => !isMoved(pair) && isRenamed(pair))
      .map((pair) => ({ kind: `${kind}-renamed` as const, ...pair })),
    ...removed.map((item) => ({ kind: `${kind}-removed` as const, item })),
  ];
}

const isRenamed = ({ before, after }: Pair<Item>): boolean => before.title !== after.title;

function isMoved({ before, after }: Pair<Item>): boolean {
  const [was, is] = [new Set(before.indicators), new Set(after.indicators)];
  return was.size !== is.size || [...was].some((id) => !is.has(id));
}

const answerChanges = (before: SubmissionManifest, after: SubmissionManifest): readonly AnswerChanged[] => {
  const [was, is] = [answersOf(before), answersOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((indicator) => {
    const change = answerChange(indicator, was, is);
    return change === null ? [] : [{ kind: 'answer-changed' as const, indicator, ...change }];
  });
};

type Answers = ReadonlyMap<string, Answer>;
const answersOf = ({ answers }: SubmissionManifest): Answers =>
  new Map(answers.map((answer) => [answer.indicator, answer]));

/** No answer, and one that says nothing, are the same. */
function answerChange(indicator: string, was: Answers, is: Answers): AnswerChange | null {
  const silent: Answer = { indicator, selfPoints: null, measure: null, note: '' };
  const [before, after] = [was.get(indicator) ?? silent, is.get(indicator) ?? silent];
  const isSame: Readonly<Record<AnswerField, boolean>> = {
    selfPoints: before.selfPoints === after.selfPoints,
    measure: isSameJson(inOrder(before.measure), inOrder(after.measure)),
    note: before.note === after.note,
  };
  const fields = (['selfPoints', 'measure', 'note'] as const).filter((field) => !isSame[field]);
  return fields.length === 0 ? null : { before, after, fields };
}

/** Items are ticked in no order. */
const inOrder = (measure: Measure | null): Measure | null =>
  measure?.kind === 'checklist' ? { ...measure, ticked: measure.ticked.toSorted() } : measure;

function compareIndicators(before: SubmissionManifest, after: SubmissionManifest): Map<string, IndicatorChange> {
  const files = { was: byIndicator(before.evidence), is: byIndicator(after.evidence) };
  const links = { was: byIndicator(before.links), is: byIndicator(after.links) };
  const answers = { was: answersOf(before), is: answersOf(after) };
  const named = [files, links, answers].flatMap(({ was, is }) => [...was.keys(), ...is.keys()]);
  const changes = new Map<string, IndicatorChange>();
  for (const id of new Set(named)) {
    const change: IndicatorChange = {
      files: itemsChange(files.was.get(id) ?? [], files.is.get(id) ?? [], contentOf),
      links: itemsChange(links.was.get(id) ?? [], links.is.get(id) ?? [], addressOf),
      answer: answerChange(id, answers.was, answers.is),
    };
    if (changesGround(change) || change.files.renamed.length + change.links.renamed.length > 0) changes.set(id, change);
  }
  return changes;
}

function byIndicator<T extends Item>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const id of new Set(item.indicators)) {
      const group = groups.get(id) ?? [];
      groups.set(id, group);
      group.push(item);
    }
  return groups;
}

function itemsChange<T extends Item>(
  before: readonly T[],
  after: readonly T[],
  content: (item: T) => string,
): ItemsChange<T> {
  const { same, replaced, removed, added } = pairItems(before, after, content);
  return { added, removed, replaced, renamed: same.filter(isRenamed) };
}
