import { z } from 'zod';
import type { Picked } from '#common/domain/pick-fields.ts';
import { laoFields, publicFields } from './edition-fields.ts';
import { pickShape } from './pick-schema.ts';
import { sha256Hex } from './primitives.ts';
import { ReviewFile } from './review-schema.ts';

/** The full package that an edition is a part of: its code, and the SHA-256 of its `events.ndjson`. */
const FullPackage = z.object({ code: z.string().regex(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/), events: sha256Hex });

interface Head<A> {
  readonly format: 'lpa-edition/1';
  readonly audience: A;
  readonly full: z.infer<typeof FullPackage>;
}
export type LaoResult = Head<'lao'> & Picked<ReviewFile, typeof laoFields>;
export type PublicResult = Head<'public'> & Picked<ReviewFile, typeof publicFields>;

const head = <A extends string>(audience: A) => ({
  format: z.literal('lpa-edition/1'),
  audience: z.literal(audience),
  full: FullPackage,
});

/** `result.json` of the edition for the LAO. The fields are those of `edition-fields.ts`, checked as in `review.json`. */
export const LaoResult = z.looseObject({
  ...head('lao'),
  ...pickShape(ReviewFile, laoFields),
}) as unknown as z.ZodType<LaoResult>;

/** `result.json` of the public edition. */
export const PublicResult = z.looseObject({
  ...head('public'),
  ...pickShape(ReviewFile, publicFields),
}) as unknown as z.ZodType<PublicResult>;
