import type { Rect } from '../annotation.ts';
import type { Language } from '../text.ts';
import type { Digits } from '../thai-date.ts';

/** The papers of one LAO beside its result and the list of requests. */
export const paperKinds = [
  'entry-sheet',
  'differences',
  'not-applicable',
  'live-checks',
  'lrp001',
  'memo',
  'letter',
] as const;
export type PaperKind = (typeof paperKinds)[number];

/** One paper, worded in the chosen language and digits: the page only lays it out. */
export interface PaperData {
  readonly kind: 'paper';
  readonly paper: PaperKind;
  readonly language: Language;
  readonly digits: Digits;
  /** Of the PDF document. */
  readonly title: string;
  /** Printed at the top of every page: draft, sample. */
  readonly mark: string | null;
  /** At the foot of every page; official correspondence has none. */
  readonly foot: string | null;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock =
  | PaperTitle
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      /** 'indented' as in a letter; 'item' one step further, for numbered points; 'note' in small print. */
      readonly look: 'indented' | 'item' | 'note';
    }
  | { readonly kind: 'notices'; readonly lines: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  | PaperTable
  | MemoHead
  | LetterHead
  | LetterClosing;

interface PaperTitle {
  readonly kind: 'title';
  readonly text: string;
  /** Below it: the LAO, the round. */
  readonly lines: readonly string[];
}

/** Null: a dotted line, to be filled in by hand. */
export interface Fact {
  readonly label: string;
  readonly value: string | null;
}

/** `open`: words follow by hand. */
interface TickChoice {
  readonly text: string;
  readonly open: boolean;
}

export interface PaperTable {
  readonly kind: 'table';
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly PaperRow[];
  /** Below the last row, and never on a page without it: signatures alone could be put below anything. */
  readonly ending: { readonly notes: readonly string[]; readonly signatures: readonly SignaturePart[] };
}

export interface PaperColumn {
  readonly head: string;
  /** Millimetres; null: what is left. */
  readonly width: number | null;
  readonly align: 'start' | 'centre' | 'end';
  readonly strong: boolean;
}

export type PaperRow =
  /** Over all columns; stays with the row that follows. */
  | { readonly kind: 'group'; readonly text: string }
  | { readonly kind: 'cells'; readonly cells: readonly PaperCell[] }
  | { readonly kind: 'total'; readonly label: string; readonly cells: readonly PaperCell[] }
  | PaperPicture;

/** Over all columns, below the row that it proves. */
export interface PaperPicture {
  readonly kind: 'picture';
  /** For those who do not see it. */
  readonly alt: string;
  readonly caption: readonly string[];
  /** Null: the file is not there. */
  readonly source: PictureSource | null;
}

/** A piece of evidence of which the print page has a picture drawn; the page itself never decodes the file. */
export interface PictureSource {
  readonly submission: string;
  readonly evidence: string;
  readonly size: number;
  readonly mediaType: string;
  /** What must not be seen, in units of the picture. */
  readonly hidden: readonly { readonly page: number; readonly rects: readonly Rect[] }[];
}

/** Lines of text, a box to tick, or room to write in. */
export type PaperCell = readonly string[] | 'tick' | 'blank';

/** A sentence with those who sign it. */
export interface SignaturePart {
  readonly statement: string;
  /** What is ticked with it. */
  readonly choices: readonly TickChoice[];
  readonly signers: readonly PaperSigner[];
}

/** Null where the line is left open. */
export interface PaperSigner {
  readonly name: string | null;
  readonly title: string | null;
  /** "ผู้ตรวจทาน" */
  readonly role: string | null;
  /** With a line for the day. */
  readonly dated: boolean;
}

/** Head of แบบที่ 29 of the rules on official correspondence. */
export interface MemoHead {
  readonly kind: 'memo-head';
  readonly garuda: string;
  readonly title: string;
  readonly office: Fact;
  readonly number: Fact;
  readonly date: Fact;
  readonly subject: Fact;
  readonly to: Fact;
}

/** Head of แบบที่ 1: below the sender is room for the day, which has no label there. */
export interface LetterHead {
  readonly kind: 'letter-head';
  readonly garuda: string;
  readonly number: Fact;
  /** Office and its address, to the right. */
  readonly sender: readonly (string | null)[];
  readonly subject: Fact;
  readonly to: Fact;
  readonly reference: Fact;
  readonly enclosures: {
    readonly label: string;
    readonly items: readonly { readonly text: string; readonly count: string }[];
  };
}

/** The last paragraphs of a memo or a letter with all that follows them: they never part. */
export interface LetterClosing {
  readonly kind: 'closing';
  readonly paragraphs: readonly string[];
  /** "ขอแสดงความนับถือ"; a memo has none. */
  readonly salute: string | null;
  readonly signer: { readonly name: string | null; readonly title: string | null };
  readonly positionLabel: string;
  /** Lower left: who is in charge of the matter. */
  readonly contact: readonly Fact[];
}
