/** What the thread that reads tables is asked and answers. Rows stay there; only those in view come over. */
export type SheetQuestion =
  | { readonly kind: 'open'; readonly bytes: ArrayBuffer; readonly format: 'book' | 'text' }
  | {
      readonly kind: 'rows';
      readonly request: number;
      readonly sheet: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'text'; readonly request: number; readonly sheet: number };

export type SheetAnswer =
  | { readonly kind: 'opened'; readonly sheets: readonly SheetFacts[]; readonly hasMacros: boolean }
  | { readonly kind: 'failed'; readonly code: 'damaged' | 'password' }
  | { readonly kind: 'rows'; readonly request: number; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'text'; readonly request: number; readonly text: string };

export interface SheetFacts {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** CSS pixels, as the author set them; 0: hidden. */
  readonly widths: readonly number[];
  readonly merges: readonly Merge[];
  readonly isHidden: boolean;
  /** More rows or columns than are shown. */
  readonly isCut: boolean;
}

/** Cells that are one, both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Cells of one row by column; holes are empty cells. */
export type SheetRow = readonly (SheetCell | null)[];

export interface SheetCell {
  /** As the author's program shows it. */
  readonly text: string;
  readonly formula: string | null;
  readonly isNumber: boolean;
  /** What a date is, whatever way it is written: ISO 8601. */
  readonly date: string | null;
}

export const mostRows = 200_000;
export const mostColumns = 1_000;
/** Letters of one cell; no spreadsheet takes more. */
export const longestCell = 32_767;
