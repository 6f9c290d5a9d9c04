import type { Mark, Rect } from '#common/domain/annotation.ts';

/**
 * Messages between the page and the evidence frame (another origin, sandboxed, no bridge, no network). They travel over
 * one MessagePort that the page hands to the frame; both sides check every message with these types' schemas
 * (renderer/viewer/protocol.ts). The page owns the file and hands out byte ranges.
 */
export type ToViewer =
  | { readonly kind: 'open'; readonly document: ViewerDocument; readonly marks: readonly ViewerMark[] }
  | { readonly kind: 'close' }
  /** Decodes the document out of sight and forgets it; answered by `probed`. Closes what is open. */
  | { readonly kind: 'probe'; readonly document: ViewerDocument }
  | { readonly kind: 'bytes'; readonly request: number; readonly bytes: ArrayBuffer | null }
  | { readonly kind: 'marks'; readonly marks: readonly ViewerMark[] }
  | { readonly kind: 'tool'; readonly tool: ViewerTool; readonly readOnly: boolean }
  /** Puts a mark of this kind into the middle of what is seen, for hands without a pointer. */
  | { readonly kind: 'place'; readonly mark: 'rectangle' | 'note' }
  /** Turns the selected text into a highlight; answered by `drawn`, or by nothing without a selection. */
  | { readonly kind: 'mark-selection' }
  | { readonly kind: 'select'; readonly mark: string | null }
  | { readonly kind: 'go'; readonly page: number; readonly mark: string | null }
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
}

export type ViewerTool = 'select' | 'highlight' | 'rectangle' | 'note';
export type ViewerZoom = 'in' | 'out' | 'fit-width' | 'fit-page' | number;

/** A mark as the frame draws it; `cited` carries the tab number when the current indicator cites it. */
export interface ViewerMark {
  readonly id: string;
  readonly page: number;
  readonly kind: Mark['kind'];
  readonly rects: readonly Rect[];
  readonly comment: string;
  /** Who made it, when, where it is cited: one line under the comment, in the language of the screen. */
  readonly caption: string;
  readonly cited: number | null;
}

/** Why a file cannot be shown. 'unreadable': the page gave no bytes for it. */
export type ViewerFailure = 'password' | 'damaged' | 'unsupported' | 'too-large' | 'unreadable';

/** 'drawn': the first page of a PDF, or all of a picture. */
export type ProbeOutcome = 'drawn' | ViewerFailure;

/** What a photo says about itself (EXIF). `taken` is local time of the camera, "2023-05-15T10:22:00". */
export interface PhotoFacts {
  readonly width: number;
  readonly height: number;
  readonly taken: string | null;
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
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
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'photo'; readonly photo: PhotoFacts }
  | { readonly kind: 'failed'; readonly code: ViewerFailure }
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
      readonly quote: Mark['quote'];
    }
  | { readonly kind: 'changed'; readonly mark: string; readonly rects: readonly Rect[] }
  | { readonly kind: 'selected'; readonly mark: string | null }
  | { readonly kind: 'delete'; readonly mark: string }
  | { readonly kind: 'text'; readonly hasSelection: boolean }
  /** Keys pressed inside the frame that the page may own (event.code and modifiers). */
  | {
      readonly kind: 'key';
      readonly code: string;
      readonly key: string;
      readonly ctrl: boolean;
      readonly shift: boolean;
      readonly alt: boolean;
    };
