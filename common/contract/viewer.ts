import type { FileType } from '#common/domain/file-type.ts';
import type { Size } from '#common/domain/mark-geometry.ts';
import type { Mark, MarkColour, MarkKind, Rect, Stroke } from '#common/domain/annotation.ts';

/**
 * Messages between the page and the evidence frame (another origin, sandboxed, no bridge, no network). They travel over
 * one MessagePort that the page hands to the frame; both sides check every message with these types' schemas
 * (renderer/viewer/protocol.ts). The page owns the file and hands out byte ranges.
 */
export type ToViewer =
  | { readonly kind: 'open'; readonly document: ViewerDocument; readonly marks: readonly ViewerMark[] }
  | { readonly kind: 'close' }
  /** What will likely be opened next, the likeliest first: opened out of sight. What is not named any more is forgotten. */
  | { readonly kind: 'prepare'; readonly documents: readonly ViewerDocument[] }
  /** Decodes the document out of sight and forgets it; answered by `probed`. Closes what is open. */
  | { readonly kind: 'probe'; readonly document: ViewerDocument }
  | { readonly kind: 'bytes'; readonly request: number; readonly bytes: ArrayBuffer | null }
  | { readonly kind: 'marks'; readonly marks: readonly ViewerMark[] }
  /** `stamp`: the words that the stamp tool puts down. */
  | {
      readonly kind: 'tool';
      readonly tool: ViewerTool;
      readonly colour: MarkColour;
      readonly stamp: string;
      readonly readOnly: boolean;
    }
  /** Puts a mark of this kind into the middle of what is seen, for hands without a pointer. */
  | { readonly kind: 'place'; readonly mark: PlacedKind }
  /** Turns the selected text into a mark; answered by `drawn`, or by nothing without a selection. */
  | { readonly kind: 'mark-selection'; readonly mark: 'highlight' | 'underline' }
  /** Opens what failed with 'password'; answered by `opened` or `failed` again. */
  | { readonly kind: 'password'; readonly password: string }
  /** The strip beside the pages. */
  | { readonly kind: 'side'; readonly side: 'none' | 'thumbnails' | 'outline' }
  /** Looks for words in the document; the same query again goes on to the next place. Empty: forget it. */
  | { readonly kind: 'find'; readonly query: string; readonly back: boolean }
  /** Pages of the open document that somebody had before the eyes; those that the frame reports since are its own. */
  | { readonly kind: 'seen'; readonly pages: readonly number[] }
  /** Shows or hides a layer of a PDF; answered by `facts`. */
  | { readonly kind: 'layer'; readonly layer: string; readonly visible: boolean }
  /**
   * Reads one page of a document out of sight, for search: text as extracted, and where wanted a picture of it. Answered
   * by `page-read`. The document stays open for its next page.
   */
  | {
      readonly kind: 'read';
      readonly document: ViewerDocument;
      readonly page: number;
      readonly picture: 'none' | 'if-scanned' | 'always';
    }
  /**
   * Draws one page of a document out of sight for a copy that leaves, with these areas (page units) filled black before
   * anything is encoded. `within`: pixels of the largest picture that is wanted; null: as fine as its source allows.
   * Answered by `page-redacted`, or by `read-failed`.
   */
  | {
      readonly kind: 'redact';
      readonly document: ViewerDocument;
      readonly page: number;
      readonly areas: readonly Rect[];
      readonly within: Size | null;
    }
  | { readonly kind: 'select'; readonly mark: string | null }
  | { readonly kind: 'go'; readonly page: number; readonly mark: string | null }
  /** Shows a place that is no mark, and points at it for a moment. */
  | { readonly kind: 'look'; readonly page: number; readonly rect: Rect }
  | { readonly kind: 'zoom'; readonly zoom: ViewerZoom }
  | { readonly kind: 'rotate' }
  | { readonly kind: 'focus' }
  | { readonly kind: 'ping' }
  | { readonly kind: 'theme'; readonly dark: boolean; readonly language: 'th' | 'en' };

export interface ViewerDocument {
  readonly evidence: string;
  readonly mediaType: string;
  readonly size: number;
  readonly title: string;
  /** Same-origin address in the frame under which sound and moving pictures are streamed; null for all others. */
  readonly stream: string | null;
}

export type ViewerTool = 'select' | MarkKind;
/** Kinds that need no text under them. */
export type PlacedKind = Exclude<MarkKind, 'highlight' | 'underline'>;
export type ViewerZoom = 'in' | 'out' | 'fit-width' | 'fit-page' | number;

/** A mark as the frame draws it; `cited` carries the tab number when the current indicator cites it. */
export interface ViewerMark {
  readonly id: string;
  readonly page: number;
  readonly kind: Mark['kind'];
  readonly rects: readonly Rect[];
  readonly strokes: readonly Stroke[];
  readonly colour: MarkColour;
  readonly stamp: string;
  /** Where its words stood, so that the frame can tell whether they still stand there. */
  readonly quote: Mark['quote'];
  readonly comment: string;
  /** Who made it, when, where it is cited: one line under the comment, in the language of the screen. */
  readonly caption: string;
  readonly cited: number | null;
}

/** Why a file cannot be shown. 'unreadable': the page gave no bytes for it. */
export type ViewerFailure = 'password' | 'damaged' | 'unsupported' | 'too-large' | 'unreadable';

/** 'drawn': the first page of a PDF, or all of a picture. */
export type ProbeOutcome = 'drawn' | ViewerFailure;

/** What a document is, as its bytes say. */
export interface DocumentAbout {
  readonly type: FileType;
  /** 'pages' can be marked; 'whole' fills the view (text, sheets, sound) and is cited as a whole. */
  readonly shape: 'pages' | 'whole';
  /**
   * 'cut': only its beginning is shown. 'source': shown as the text it is written in. 'macros': programs inside, not run.
   * 'layout': pages may break elsewhere than in the program it was written with. 'no-codec': this computer cannot play it.
   */
  readonly notices: readonly DocumentNotice[];
}
export const documentNotices = ['cut', 'source', 'macros', 'layout', 'no-codec'] as const;
export type DocumentNotice = (typeof documentNotices)[number];

/** What a photo says about itself (EXIF). `taken` is local time of the camera, "2023-05-15T10:22:00". */
export interface PhotoFacts {
  readonly width: number;
  readonly height: number;
  readonly taken: string | null;
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
}

/** What the open document says about itself; viewers differ in how they show much of this. */
export interface DocumentFacts {
  readonly hasOutline: boolean;
  /** Filled or empty fields of a form. */
  readonly formFields: number;
  readonly layers: readonly { readonly id: string; readonly name: string; readonly visible: boolean }[];
  readonly attachments: number;
  readonly hasScripts: boolean;
  readonly isSigned: boolean;
  readonly title: string;
  readonly author: string;
  readonly producer: string;
  /** ISO 8601 as far as the file says it; '' where it does not. */
  readonly createdAt: string;
  readonly modifiedAt: string;
}

/** An annotation that came inside the file: shown, listed, never changed. */
export interface ForeignMark {
  readonly page: number;
  readonly kind: string;
  readonly rect: Rect;
  readonly text: string;
  readonly author: string;
}

/** One page as search wants it. */
export interface ReadPage {
  readonly evidence: string;
  readonly page: number;
  readonly pages: number;
  /** As extracted: Thai may be damaged (common/domain/mark-quote.ts). */
  readonly text: string;
  /** Page units; what rects of words found later refer to. */
  readonly width: number;
  readonly height: number;
  /** PNG in grey, at most 2,600 pixels high, for OCR; null where not wanted or not needed. */
  readonly picture: ArrayBuffer | null;
  /** 256-bit difference hash, 64 hex digits; null for what has no picture. */
  readonly look: string | null;
}

/** One page as a picture that may leave. */
export interface RedactedPage {
  readonly evidence: string;
  readonly page: number;
  readonly pages: number;
  /** Page units. */
  readonly width: number;
  readonly height: number;
  /** JPEG. */
  readonly picture: ArrayBuffer;
}

export type FromViewer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'pong' }
  | {
      readonly kind: 'range';
      /** The document that asks; a late request of a closed one gets no bytes of the next. */
      readonly evidence: string;
      readonly request: number;
      readonly begin: number;
      readonly end: number;
    }
  /** Comes before `opened` or `failed`, and again when opening taught more. */
  | { readonly kind: 'about'; readonly about: DocumentAbout }
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'photo'; readonly photo: PhotoFacts }
  | { readonly kind: 'failed'; readonly code: ViewerFailure }
  | { readonly kind: 'facts'; readonly facts: DocumentFacts }
  | { readonly kind: 'foreign'; readonly marks: readonly ForeignMark[] }
  /** Marks whose words do not stand at their place any more. */
  | { readonly kind: 'anchors'; readonly lost: readonly string[] }
  /**
   * `total` grows while pages are still searched. `index` is 1-based, 0 without a hit. `wordless`: searched pages that have
   * no text at all, such as scans.
   */
  | {
      readonly kind: 'found';
      readonly query: string;
      readonly total: number;
      readonly index: number;
      readonly wordless: number;
      readonly complete: boolean;
    }
  /** The reader went into the frame. */
  | { readonly kind: 'focused' }
  /** This page filled a good part of the view long enough to be read. */
  | { readonly kind: 'page-seen'; readonly page: number }
  | { readonly kind: 'page-read'; readonly read: ReadPage }
  | { readonly kind: 'page-redacted'; readonly redacted: RedactedPage }
  | { readonly kind: 'read-failed'; readonly evidence: string; readonly page: number; readonly code: ViewerFailure }
  | { readonly kind: 'probed'; readonly evidence: string; readonly outcome: ProbeOutcome }
  | {
      readonly kind: 'moved';
      readonly page: number;
      readonly pages: number;
      /** 1 = natural size (72 points are an inch of 96 pixels; an image pixel is a pixel). */
      readonly zoom: number;
      readonly fit: 'width' | 'page' | null;
      readonly rotation: number;
    }
  | {
      readonly kind: 'drawn';
      readonly page: number;
      readonly mark: Mark['kind'];
      readonly rects: readonly Rect[];
      readonly strokes: readonly Stroke[];
      readonly colour: MarkColour;
      readonly stamp: string;
      readonly quote: Mark['quote'];
    }
  | {
      readonly kind: 'changed';
      readonly mark: string;
      readonly rects: readonly Rect[];
      readonly strokes: readonly Stroke[];
    }
  | { readonly kind: 'selected'; readonly mark: string | null }
  | { readonly kind: 'delete'; readonly mark: string }
  | { readonly kind: 'text'; readonly hasSelection: boolean }
  /** Files are being dragged over the frame: the page takes them, the frame never does. */
  | { readonly kind: 'drag' }
  /** Keys pressed inside the frame that the page may own (event.code and modifiers). */
  | {
      readonly kind: 'key';
      readonly code: string;
      readonly key: string;
      readonly ctrl: boolean;
      readonly shift: boolean;
      readonly alt: boolean;
    };
