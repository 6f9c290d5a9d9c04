import { z } from 'zod';
import type { FieldTree } from '#common/domain/pick-fields.ts';

/** The schemas of the named fields of an object, each again with the named fields alone. */
export function pickShape(schema: z.ZodObject, fields: Exclude<FieldTree, true>): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, inner]) => {
      const own = schema.shape[name] as z.ZodType | undefined;
      return own === undefined ? [] : [[name, pickSchema(own, inner)]];
    }),
  );
}

function pickSchema(schema: z.ZodType, fields: FieldTree): z.ZodType {
  if (fields === true) return schema;
  if (schema instanceof z.ZodObject) return z.object(pickShape(schema, fields));
  if (schema instanceof z.ZodArray) return z.array(pickSchema(schema.element as z.ZodType, fields));
  if (schema instanceof z.ZodNullable) return pickSchema(schema.unwrap() as z.ZodType, fields).nullable();
  if (schema instanceof z.ZodOptional) return pickSchema(schema.unwrap() as z.ZodType, fields).optional();
  if (schema instanceof z.ZodReadonly) return pickSchema(schema.unwrap() as z.ZodType, fields);
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion)
    return z.union(schema.options.map((option) => pickSchema(option as z.ZodType, fields)));
  throw new Error(`No fields can be named of a ${schema.type}`);
}
