import type { Mark, Rect } from '#common/domain/annotation.ts';

/**
 * Messages between the page and the evidence frame (another origin, sandboxed, no bridge, no network). They travel over
 * one MessagePort that the page hands to the frame; both sides check every message with these types' schemas
 * (renderer/viewer/protocol.ts). The page owns the file and hands out byte ranges.
 */
export type ToViewer =
  | { readonly kind: 'open'; readonly document: ViewerDocument; readonly marks: readonly ViewerMark[] }
  | { readonly kind: 'close' }
  | { readonly kind: 'bytes'; readonly request: number; readonly bytes: ArrayBuffer | null }
  | { readonly kind: 'marks'; readonly marks: readonly ViewerMark[] }
  | { readonly kind: 'tool'; readonly tool: ViewerTool }
  | { readonly kind: 'select'; readonly mark: string | null }
  | { readonly kind: 'go'; readonly page: number; readonly mark: string | null }
  | { readonly kind: 'zoom'; readonly zoom: ViewerZoom }
  | { readonly kind: 'rotate' }
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
  readonly cited: number | null;
}

export type FromViewer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'range'; readonly request: number; readonly begin: number; readonly end: number }
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'failed'; readonly code: 'password' | 'damaged' | 'unsupported' | 'too-large' }
  | {
      readonly kind: 'moved';
      readonly page: number;
      readonly pages: number;
      readonly zoom: number;
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
