import { createContext, useContext } from 'react';
import type { Output } from '#common/contract/contract.ts';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { Actor } from '#common/domain/annotation.ts';
import type { Indicator } from '#common/domain/instrument.ts';
import type { Change, Citation } from '#common/domain/review-event.ts';
import type { Answer } from '#common/domain/submission.ts';
import type { Autosave } from '#renderer/lib/autosave.ts';
import type { EvidenceTab } from './evidence-tabs.ts';
import type { NumberedCitation } from './mark-changes.ts';
import type { RailFilter, RailRow } from './rail-rows.ts';

/** What all three panes of the workbench share. */
export interface Desk {
  readonly submission: string;
  readonly detail: Output<'submission.get'>;
  readonly snapshot: ReviewSnapshot;
  readonly rows: readonly RailRow[];
  readonly row: RailRow;
  readonly indicator: Indicator;
  readonly answer: Answer | null;
  readonly citations: readonly NumberedCitation[];
  readonly tabs: readonly EvidenceTab[];
  /** Finalised: everything can be read, nothing changed. */
  readonly locked: boolean;
  /** Locked, or what is open belongs to an earlier revision: it can be looked at, but neither marked nor cited. */
  readonly readOnly: boolean;
  /** The self-score is to be hidden until the person scored this indicator. */
  readonly blind: boolean;
  readonly author: Actor;
  /** Marks whose place was not found again. */
  readonly lost: ReadonlySet<string>;
  readonly autosave: Autosave;
  readonly filter: RailFilter;
  setFilter(filter: RailFilter): void;
  reveal(): void;
  /** Makes one change durable; a refusal is told as a toast. */
  change(change: Change): void;
  goTo(indicator: string): void;
  goNext(filter: Exclude<RailFilter, 'all'>): void;
  /** Cites the selection, the selected mark, or the whole open file. */
  cite(): void;
  /** What `cite` would cite now. */
  readonly citing: 'selection' | 'file' | null;
  jumpTo(citation: NumberedCitation): void;
  /** Goes to a citation of any indicator. */
  jumpAcross(citation: Citation): void;
  /** Opens evidence of this indicator. */
  openTab(id: string): void;
  toggleFlag(): void;
  setPoints(points: number | null): void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('This part stands outside the workbench');
  return desk;
}
