import { z } from 'zod';
import type { Change } from '#common/domain/review-event.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { Change as ChangeSchema } from '#common/formats/event-schema.ts';

/**
 * Changes of every kind with a marker in every text that a person can write, made from the schemas: a field that a later
 * version adds gets its marker by itself.
 */
export interface MarkedChanges {
  readonly changes: readonly Change[];
  /** Where a marker stands, "visit.set.lao.name", by the marker. */
  readonly markers: ReadonlyMap<string, string>;
}

const uuid = (n: number) => `0f4a1c52-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** What has a meaning for others: ids that must exist, and values of a form of its own. */
const fixed: Readonly<Record<string, unknown>> = {
  indicator: 'i01',
  indicators: ['i01'],
  evidence: 'e1',
  annotation: null,
  sha256: 'a'.repeat(64),
  'measure.set.measure': { kind: 'checklist', ticked: ['a'] },
  'score.set.points': 5,
  'reason.set.about': 'difference',
  'not-applicable.set.indicator': 'i61',
};
/** They take something away, end the review, or come from the other side. */
const left = /removed$|deleted$|^review\.|^submission\.|^annotation\.updated/;

export function markedChanges(): MarkedChanges {
  const markers = new Map<string, string>();
  let count = 100;
  const mark = (path: string): string => {
    const marker = `QX${++count}ZK`;
    markers.set(marker, path);
    return marker;
  };

  function text(schema: z.ZodType, path: string): string {
    const forms = [
      () => mark(path),
      () => uuid(++count),
      () => `team-${uuid(1)}`,
      () => `live-${uuid(1)}`,
      ...['2024-07-05', '09:30', '2024-07-05T03:00:00Z', '2024-07-05T10:00:00', 'b'.repeat(64)].map((one) => () => one),
    ];
    for (const form of forms) {
      const value = form();
      if (schema.safeParse(value).success) return value;
      markers.delete(value);
    }
    throw new Error(`Nothing fits ${path}`);
  }

  function fill(schema: z.ZodType, path: string): unknown {
    const name = path.slice(path.lastIndexOf('.') + 1);
    for (const key of [path, name]) if (Object.hasOwn(fixed, key)) return fixed[key];
    if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly)
      return fill(schema.unwrap() as z.ZodType, path);
    if (schema instanceof z.ZodObject)
      return Object.fromEntries(
        Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, one]) => [
          key,
          fill(one, `${path}.${key}`),
        ]),
      );
    if (schema instanceof z.ZodArray) return [fill(schema.element as z.ZodType, path)];
    if (schema instanceof z.ZodEnum) return schema.options[0];
    if (schema instanceof z.ZodBoolean) return false;
    if (schema instanceof z.ZodNumber) return schema.safeParse(++count).success ? count : 1;
    return text(schema, path);
  }

  function annotation(): Change {
    const path = 'annotation.created';
    const made = toWebAnnotation({
      ...{ id: uuid(900), evidence: 'e1', sha256: 'a'.repeat(64), indicator: 'i01', page: 4, kind: 'stamp' as const },
      ...{ rects: [{ x: 1, y: 2, width: 30, height: 10 }], strokes: [], colour: 'blue' as const, quote: null },
      ...{ stamp: mark(`${path}.stamp`), comment: mark(`${path}.comment`) },
      author: { id: mark(`${path}.author.id`), name: mark(`${path}.author.name`) },
      ...{ createdAt: '2024-07-05T02:00:00Z', modifiedAt: '2024-07-05T02:00:00Z' },
    });
    return { type: path, payload: { annotation: { ...made, 'x-note': mark(`${path}.other`) } } };
  }

  const changes = ChangeSchema.options.flatMap(({ shape: { type, payload } }): Change[] => {
    if (left.test(type.value)) return [];
    if (type.value === 'annotation.created') return [annotation()];
    return [{ type: type.value, payload: fill(payload, type.value) } as Change];
  });
  return { changes, markers };
}
