import type { LookAlikes } from '#common/contract/channels/search.ts';
import { findAlikePairs } from './alike-pairs.ts';
import type { IndexMemory, PlaceRef } from './index-memory.ts';

/** Groups and members shown; more help nobody. */
const mostGroups = 500;
const mostMembers = 100;
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
  mediaType: place.mediaType,
  size: place.size,
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
  const groups = createGroups(pages);
  await findAlikePairs(Uint32Array.from(looks), wanted, (one, other, distance) => {
    const [first, second] = [pages[one], pages[other]];
    if (first === undefined || second === undefined || first.sha256 === second.sha256) return;
    if (first.refs.some((ref) => second.refs.some((to) => differ(ref, to)))) groups.link(one, other, distance);
  });
  return groups.all();
}

/** Pages that are linked by pairs are one group; groups over the same files are shown once, with their first page. */
function createGroups(pages: readonly LookedPage[]) {
  const parents = new Map<number, number>();
  const distances = new Map<number, number>();
  const rootOf = (page: number): number => {
    let root = page;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    parents.set(page, root);
    return root;
  };

  function linked(): { readonly members: LookedPage[]; readonly distance: number }[] {
    const groups = new Map<number, { readonly members: LookedPage[]; readonly distance: number }>();
    for (const at of [...parents.keys()].sort((one, other) => one - other)) {
      const root = rootOf(at);
      const group = groups.get(root) ?? { members: [], distance: distances.get(root) ?? 0 };
      const page = pages[at];
      if (page !== undefined) group.members.push(page);
      groups.set(root, group);
    }
    return [...groups.values()];
  }

  return {
    link(one: number, other: number, distance: number): void {
      const [from, to] = [rootOf(one), rootOf(other)];
      parents.set(from, to);
      distances.set(to, Math.max(distance, distances.get(from) ?? 0, distances.get(to) ?? 0));
    },

    all(): LookAlikes[] {
      const byFiles = new Map<string, LookAlikes>();
      for (const { members, distance } of linked()) {
        const files = [...new Set(members.map(({ sha256 }) => sha256))].sort().join();
        const known = byFiles.get(files);
        byFiles.set(
          files,
          known === undefined
            ? {
                kind: 'near',
                distance,
                pages: 1,
                members: members
                  .flatMap(({ refs, page }) => refs.map((ref) => memberOf(ref, page)))
                  .slice(0, mostMembers),
              }
            : { ...known, pages: known.pages + 1, distance: Math.max(known.distance, distance) },
        );
      }
      return [...byFiles.values()].sort((one, other) => other.pages - one.pages || one.distance - other.distance);
    },
  };
}
