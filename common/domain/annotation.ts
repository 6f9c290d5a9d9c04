/**
 * A mark on a page of evidence, as the app works with it. Stored and exchanged as a W3C Web Annotation
 * (`web-annotation.ts` converts both ways without loss).
 */
export interface Mark {
  /** UUID. */
  readonly id: string;
  readonly evidence: string;
  /** SHA-256 (hex) of the file that was marked: the anchor's real source. */
  readonly sha256: string;
  /** The indicator in whose review it was made. */
  readonly indicator: string;
  /** 1-based; 1 for an image. */
  readonly page: number;
  readonly kind: MarkKind;
  /**
   * Page units: PDF points, or image pixels; origin top left of the unrotated page. A note has one rect of size 0; an
   * arrow and ink have one, the box around their strokes.
   */
  readonly rects: readonly Rect[];
  /** Page units. An arrow is one stroke of two points, tail and head; ink has one or more. Empty for all others. */
  readonly strokes: readonly Stroke[];
  readonly colour: MarkColour;
  /** The words of a stamp; empty for all others. */
  readonly stamp: string;
  /** Marked text with its surroundings (highlight and underline). Never raw extractor output: control characters removed. */
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string } | null;
  readonly comment: string;
  readonly author: Actor;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

/** A 'redaction' is what copies that leave must not show: blacked out there, and never a quote of what is under it. */
export const markKinds = ['highlight', 'underline', 'rectangle', 'arrow', 'ink', 'note', 'stamp', 'redaction'] as const;
export type MarkKind = (typeof markKinds)[number];

/** Of a mark that no score cites; a cited one is yellow, whatever its own colour is. */
export const markColours = ['blue', 'green', 'red', 'violet', 'grey'] as const;
export type MarkColour = (typeof markColours)[number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly Point[];

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Actor {
  /** UUID of the person in this library. */
  readonly id: string;
  readonly name: string;
}

/** JSON of https://www.w3.org/TR/annotation-model/ ; fields we do not know are kept. */
export type WebAnnotation = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: 'Annotation' };
