import { createHash } from 'node:crypto';
import type { AnnotationImport } from '#common/contract/channels/annotation.ts';
import { adoptAnnotation, moveHome, placeOfAnnotation, type Adoption } from '#common/domain/adopt-annotation.ts';
import type { WebAnnotation } from '#common/domain/annotation.ts';
import { liveAnnotations } from '#common/domain/reduce-review.ts';
import type { Change, ReviewEvent } from '#common/domain/review-event.ts';
import { annotationKey } from '#common/domain/web-annotation.ts';
import { readAnnotation } from '#common/formats/read-annotation.ts';

/** What annotations can stand on here. */
export interface ImportGround {
  readonly files: readonly {
    readonly id: string;
    readonly sha256: string;
    readonly indicators: readonly string[];
    readonly mediaType: string;
  }[];
  /** Of the instrument. */
  readonly indicators: readonly string[];
  readonly events: readonly ReviewEvent[];
}

interface Decided {
  readonly changes: readonly Change[];
  readonly result: AnnotationImport;
}

/** What a file of annotations adds to a review. An annotation is known by its id, and an adopted one by its origin's. */
export function decideImport(
  { items, inContext }: { readonly items: readonly unknown[]; readonly inContext: boolean },
  ground: ImportGround,
  now: string,
): Decided {
  const byContent = new Map([...ground.files].reverse().map((file) => [file.sha256, file]));
  const known = new Set(liveAnnotations(ground.events).map(({ id }) => annotationKey(id)));
  const changes: Change[] = [];
  const count = { added: 0, kept: 0, known: 0, elsewhere: 0, refused: 0 };
  let problem: string | null = null;
  for (const item of items) {
    const read = readAnnotation(item, inContext);
    if (!read.ok) {
      count.refused += 1;
      problem ??= read.problem;
      continue;
    }
    const place = placeOfAnnotation(read.annotation, (sha256) => byContent.has(sha256));
    const file = place === null ? undefined : byContent.get(place.sha256);
    const indicator = file?.indicators.find((one) => ground.indicators.includes(one)) ?? ground.indicators[0];
    if (place === null || file === undefined || indicator === undefined) {
      count.elsewhere += 1;
      continue;
    }
    const evidence = { id: file.id, indicator, mediaType: file.mediaType };
    const drawn = comeIn(read.annotation, { place, evidence, uuidOf, now }, ground);
    const annotation = drawn ?? read.annotation;
    if (known.has(annotationKey(annotation.id))) {
      count.known += 1;
      continue;
    }
    known.add(annotationKey(annotation.id));
    count[drawn === null ? 'kept' : 'added'] += 1;
    changes.push({ type: 'annotation.created', payload: { annotation } });
  }
  return { changes, result: { read: items.length, ...count, problem } };
}

/** The annotation as it will be drawn; null: it can only be kept. */
function comeIn(annotation: WebAnnotation, adoption: Adoption, ground: ImportGround): WebAnnotation | null {
  const own = moveHome(annotation, adoption.evidence, (indicator) => ground.indicators.includes(indicator));
  const drawn = own ?? adoptAnnotation(annotation, adoption);
  // With the original inside it may have become too large for the history.
  return drawn !== null && JSON.stringify(drawn).length <= largest ? drawn : null;
}

const largest = 65_000;

/** UUID of version 8 (RFC 9562): the same text, the same id, on every computer. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(`lpa-assessor annotation\n${text}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
