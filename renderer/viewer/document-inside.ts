import type { DocumentFacts, ForeignMark } from '#common/contract/viewer.ts';

/** What a document carries besides its pages. Read only after its first page stands on the screen. */
export interface DocumentInside {
  facts(): Promise<DocumentFacts>;
  outline(): Promise<readonly OutlineItem[]>;
  /** Annotations of a page that came in the file, and whether the page runs scripts. */
  page(number: number): Promise<{ readonly marks: readonly ForeignMark[]; readonly hasScripts: boolean }>;
  /** Shows or hides a layer wherever it is drawn from now on. */
  showLayer(id: string, visible: boolean): Promise<void>;
}

export interface OutlineItem {
  readonly title: string;
  readonly items: readonly OutlineItem[];
  /** Null where it leads out of the document or nowhere. */
  page(): Promise<number | null>;
}
