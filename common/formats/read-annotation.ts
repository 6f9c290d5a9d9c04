import type { z } from 'zod';
import type { WebAnnotation } from '#common/domain/annotation.ts';
import { isList, isRecord } from '#common/domain/guards.ts';
import { Annotation, Context, isModest } from './web-annotation-schema.ts';

export type ReadAnnotation =
  | { readonly ok: true; readonly annotation: WebAnnotation }
  /** Where it is wrong and how: "target.selector: FragmentSelector needs value". */
  | { readonly ok: false; readonly problem: string };

/** As it can stand in the history of a review: with one type, and small enough. */
const largest = 65_000;

/** One annotation of any program, unchanged. `inContext`: it stands on a page that names the context. */
export function readAnnotation(json: unknown, inContext = false): ReadAnnotation {
  if (!isRecord(json) || !isModest(json)) return { ok: false, problem: 'not an annotation' };
  if (!inContext && json['@context'] === undefined) return { ok: false, problem: '@context: missing' };
  const read = Annotation.safeParse(json);
  if (!read.success) return { ok: false, problem: problemOf(read.error.issues) };
  if (JSON.stringify(json).length > largest) return { ok: false, problem: 'too large' };
  return { ok: true, annotation: { ...json, id: read.data.id, type: 'Annotation' } };
}

/** Unions say first what no alternative is about; the deepest complaint is the one that helps. */
function problemOf(issues: readonly z.core.$ZodIssue[]): string {
  const deepest = issues.flatMap((issue) => flat(issue, [])).sort((a, b) => b.path.length - a.path.length)[0];
  return deepest === undefined ? 'not an annotation' : `${deepest.path.join('.')}: ${deepest.message}`.slice(0, 300);
}

function flat(
  issue: z.core.$ZodIssue,
  above: readonly PropertyKey[],
): readonly { path: PropertyKey[]; message: string }[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }];
  return issue.errors.flat().flatMap((inner) => flat(inner, path));
}

/** What is in a file: the items of an AnnotationPage or AnnotationCollection, of a plain list, or one annotation. */
export function itemsOf(json: unknown): { readonly items: readonly unknown[]; readonly inContext: boolean } | null {
  if (isList(json)) return { items: json, inContext: false };
  if (!isRecord(json)) return null;
  const types = [json.type].flat();
  if (types.includes('Annotation')) return { items: [json], inContext: false };
  if (types.includes('AnnotationPage'))
    return isList(json.items) ? { items: json.items, inContext: namesContext(json) } : null;
  if (!types.includes('AnnotationCollection')) return null;
  // Pages that lie elsewhere are not fetched.
  const first = isRecord(json.first) ? json.first : { items: [] };
  return isList(first.items) ? { items: first.items, inContext: namesContext(json) || namesContext(first) } : null;
}

const namesContext = (json: Readonly<Record<string, unknown>>): boolean => Context.safeParse(json['@context']).success;
