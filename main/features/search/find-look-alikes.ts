import type { LookAlikes } from '#common/contract/channels/search.ts';
import { alikeDistance, distanceIfAlike, lookWords } from '#common/domain/packed-look.ts';
import type { IndexMemory } from './index-memory.ts';

type PlaceRef = Exclude<ReturnType<ReturnType<IndexMemory['places']>['get']>, undefined>[number];

/** Groups and members shown; more help nobody. */
const mostGroups = 500;
const mostMembers = 100;
/** Looks are cut into this many parts of 16 bits. */
const parts = 16;
const partSize = 65_536;
/** Two looks that are alike have a part in which at most so many bits differ. */
const partBits = Math.floor(alikeDistance / parts);

/** Milliseconds of work between two moments in which the thread may answer others. */
const slice = 25;
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function findLookAlikes(memory: IndexMemory, submission: string | null): Promise<LookAlikes[]> {
  const groups = [...identicalFiles(memory, submission), ...(await nearPages(memory, submission))];
  return groups.slice(0, mostGroups);
}

/** Of different LAOs, or without an indicator in common. */
const differ = (one: PlaceRef, other: PlaceRef): boolean =>
  one.entry.laoCode !== other.entry.laoCode ||
  !one.place.indicators.some((indicator) => other.place.indicators.includes(indicator));

const memberOf = ({ entry, place }: PlaceRef, page: number): LookAlikes['members'][number] => ({
  submission: entry.submission,
  laoName: entry.laoName,
  indicators: [...place.indicators],
  numbers: place.indicators.map((id) => entry.numbers[id] ?? id),
  evidence: place.evidence,
  title: place.title,
  page,
});

const isWanted = (refs: readonly PlaceRef[], submission: string | null): boolean =>
  submission === null || refs.some(({ entry }) => entry.submission === submission);

function identicalFiles(memory: IndexMemory, submission: string | null): LookAlikes[] {
  const groups: LookAlikes[] = [];
  for (const [sha256, refs] of memory.places()) {
    if (refs.length < 2 || !isWanted(refs, submission)) continue;
    if (!refs.some((one, at) => refs.slice(at + 1).some((other) => differ(one, other)))) continue;
    const members = refs.slice(0, mostMembers).map((ref) => memberOf(ref, 1));
    groups.push({ kind: 'identical', distance: 0, pages: memory.contents.get(sha256)?.size ?? 1, members });
  }
  return groups;
}

interface LookedPage {
  readonly sha256: string;
  readonly page: number;
  readonly refs: readonly PlaceRef[];
}

async function nearPages(memory: IndexMemory, submission: string | null): Promise<LookAlikes[]> {
  const pages: LookedPage[] = [];
  const looks: number[] = [];
  for (const [sha256, refs] of memory.places())
    for (const { page, look } of memory.contents.get(sha256)?.values() ?? [])
      if (look !== null) {
        pages.push({ sha256, page, refs });
        looks.push(...look);
      }
  const wanted = pages.map(({ refs }) => isWanted(refs, submission));
  const pairs = await alikePairs(Uint32Array.from(looks), wanted, (one, other) => {
    const [first, second] = [pages[one], pages[other]];
    if (first === undefined || second === undefined || first.sha256 === second.sha256) return false;
    return first.refs.some((ref) => second.refs.some((to) => differ(ref, to)));
  });
  return groupsOf(pages, pairs);
}

interface Pair {
  readonly one: number;
  readonly other: number;
  readonly distance: number;
}

/** Bits of a look spread over the parts, so that white margins do not fill one of them with the same value for all. */
const spread = Uint8Array.from({ length: 256 }, (_, at) => (at * 77 + 31) % 256);

function partsOf(looks: Uint32Array, count: number): Uint16Array {
  const values = new Uint16Array(count * parts);
  for (let page = 0; page < count; page += 1)
    for (let bit = 0; bit < 256; bit += 1) {
      const from = spread[bit] ?? 0;
      const isSet = ((looks[page * lookWords + (from >>> 5)] ?? 0) >>> (from & 31)) & 1;
      if (isSet === 1)
        values[page * parts + (bit >>> 4)] = (values[page * parts + (bit >>> 4)] ?? 0) | (1 << (bit & 15));
    }
  return values;
}

/** All values that differ in at most `partBits` bits. */
const masks = ((): readonly number[] => {
  const found = [0];
  for (let value = 1; value < partSize; value += 1) {
    let bits = 0;
    for (let rest = value; rest > 0; rest &= rest - 1) bits += 1;
    if (bits <= partBits) found.push(value);
  }
  return found;
})();

export async function alikePairs(
  looks: Uint32Array,
  wanted: readonly boolean[],
  counts: (one: number, other: number) => boolean,
): Promise<Pair[]> {
  const count = wanted.length;
  const values = partsOf(looks, count);
  const all = wanted.every(Boolean);
  const found: Pair[] = [];
  const seenPairs = new Set<number>();
  let begun = performance.now();
  for (let part = 0; part < parts; part += 1) {
    const { offsets, ids } = bucketsOf(values, part, count);
    for (let one = 0; one < count; one += 1) {
      if (wanted[one] !== true) continue;
      if ((one & 63) === 0 && performance.now() - begun > slice) {
        await breathe();
        begun = performance.now();
      }
      const value = values[one * parts + part] ?? 0;
      for (const mask of masks) {
        const key = value ^ mask;
        const end = offsets[key + 1] ?? 0;
        for (let at = offsets[key] ?? 0; at < end; at += 1) {
          const other = ids[at] ?? 0;
          if (other === one || (all && other < one)) continue;
          const distance = distanceIfAlike(looks, one, other);
          if (distance === null) continue;
          const pair = Math.min(one, other) * count + Math.max(one, other);
          if (seenPairs.has(pair) || !counts(one, other)) continue;
          seenPairs.add(pair);
          found.push({ one, other, distance });
        }
      }
    }
  }
  return found;
}

/** Pages sorted by the value of one part. */
function bucketsOf(values: Uint16Array, part: number, count: number): { offsets: Uint32Array; ids: Uint32Array } {
  const offsets = new Uint32Array(partSize + 1);
  for (let page = 0; page < count; page += 1) {
    const key = (values[page * parts + part] ?? 0) + 1;
    offsets[key] = (offsets[key] ?? 0) + 1;
  }
  for (let key = 1; key <= partSize; key += 1) offsets[key] = (offsets[key] ?? 0) + (offsets[key - 1] ?? 0);
  const next = offsets.slice();
  const ids = new Uint32Array(count);
  for (let page = 0; page < count; page += 1) {
    const key = values[page * parts + part] ?? 0;
    const at = next[key] ?? 0;
    ids[at] = page;
    next[key] = at + 1;
  }
  return { offsets, ids };
}

/** Pages that are linked by pairs are one group; groups over the same files are shown once, with their first page. */
function groupsOf(pages: readonly LookedPage[], pairs: readonly Pair[]): LookAlikes[] {
  const parent = new Map<number, number>();
  const rootOf = (page: number): number => {
    let root = page;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(page, root);
    return root;
  };
  for (const { one, other } of pairs) parent.set(rootOf(one), rootOf(other));
  const linked = new Map<number, { readonly pages: Set<number>; distance: number }>();
  for (const { one, other, distance } of pairs) {
    const root = rootOf(one);
    const group = linked.get(root) ?? { pages: new Set<number>(), distance: 0 };
    group.pages.add(one).add(other);
    group.distance = Math.max(group.distance, distance);
    linked.set(root, group);
  }
  const byFiles = new Map<string, LookAlikes>();
  for (const group of linked.values()) {
    const members = [...group.pages].sort((one, other) => one - other).flatMap((at) => pages[at] ?? []);
    const files = [...new Set(members.map(({ sha256 }) => sha256))].sort().join();
    const known = byFiles.get(files);
    if (known === undefined)
      byFiles.set(files, {
        kind: 'near',
        distance: group.distance,
        pages: 1,
        members: members.flatMap(({ refs, page }) => refs.map((ref) => memberOf(ref, page))).slice(0, mostMembers),
      });
    else
      byFiles.set(files, {
        ...known,
        pages: known.pages + 1,
        distance: Math.max(known.distance, group.distance),
      });
  }
  return [...byFiles.values()].sort((one, other) => other.pages - one.pages || one.distance - other.distance);
}
