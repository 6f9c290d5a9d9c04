import type { Download } from '#common/contract/channels/download.ts';
import type { Failure } from '#common/contract/failures.ts';

interface Group {
  readonly failure: Failure;
  readonly titles: readonly string[];
}

/** Files with the same thing wrong need one sentence, not thirty. In the order in which they first come. */
export function groupProblems(problems: Download['problems']): readonly Group[] {
  const groups = new Map<string, { readonly failure: Failure; readonly titles: string[] }>();
  for (const { failure, title } of problems) {
    const key = JSON.stringify([failure.code, failure.details]);
    const group = groups.get(key) ?? { failure, titles: [] };
    group.titles.push(title);
    groups.set(key, group);
  }
  return [...groups.values()];
}
