import { randomUUID } from 'node:crypto';
import { lastSeq, listChanges } from '../data/submission-rows.ts';
import { json, problem } from '../http/answer.ts';
import type { ApiParts, ApiRequest, Handler } from './api-context.ts';
import type { Place } from './cursors.ts';
import { showAssignment } from './show-assignment.ts';

/**
 * A page of what is assigned or changed. Faults: `many=N`: pages go on until N items have been given. `cursorloop`: the
 * cursor stays the same, though there is always more.
 */
export const listAssignments: Handler = async (parts, request) => {
  const { faults, cursors, catalogue } = parts;
  const limit = readLimit(request.query.get('limit'));
  const place = await readPlace(parts, request.query.get('cursor'));
  if (place === null) return problem(410, 'This cursor is not known any more: begin without one');
  const loop = faults.find('cursorloop') !== null;
  const from = loop ? { ...place, after: 0 } : place;
  const rows = await listChanges(catalogue.db, teamsOf(request), { ...from, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const items = page.map(showAssignment);
  const more = rows.length > limit;
  const many = faults.find('many');
  if (many !== null) return json(padded(parts, items, { ...place, limit, total: many.value }));
  const after = page.at(-1)?.seq ?? place.after;
  if (loop) return json({ items, cursor: cursors.write({ after: 0, withdrawnAfter: 0 }), more: true });
  // Once a listing is complete, every later withdrawal is news.
  return json({ items, cursor: cursors.write({ after, withdrawnAfter: more ? place.withdrawnAfter : 0 }), more });
};

async function readPlace({ cursors, catalogue }: ApiParts, cursor: string | null): Promise<Place | null> {
  if (cursor === null) return { after: 0, withdrawnAfter: await lastSeq(catalogue.db) };
  const place = cursors.read(cursor);
  if (place === null) return null;
  return place;
}

const teamsOf = ({ person }: ApiRequest): string[] => person.teams.map(({ id }) => id);

function readLimit(text: string | null): number {
  const wanted = Number(text ?? 500);
  return Number.isInteger(wanted) ? Math.min(1000, Math.max(1, wanted)) : 500;
}

/** Pages of copies under new ids; the cursor counts them below zero, where no real place lies. */
function padded(
  { cursors }: ApiParts,
  items: readonly ReturnType<typeof showAssignment>[],
  { after, limit, total }: Place & { readonly limit: number; readonly total: number },
) {
  const given = after < 0 ? -after : 0;
  const count = Math.min(limit, total - given);
  const copies = Array.from({ length: Math.max(0, count) }, (_, index) =>
    copyOf(items[index % items.length], given + index),
  );
  const next = given + copies.length;
  return { items: copies, cursor: cursors.write({ after: -next, withdrawnAfter: 0 }), more: next < total };
}

function copyOf(item: ReturnType<typeof showAssignment> | undefined, index: number) {
  if (item === undefined) throw new Error('the fault "many" needs an assignment to copy');
  return index === 0 ? item : { ...item, id: randomUUID(), submission: null };
}
