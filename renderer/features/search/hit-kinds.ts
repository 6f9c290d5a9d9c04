import { FileText, Flag, Landmark, ListChecks, MessageSquareText, type LucideIcon } from 'lucide-react';
import type { HitKind, SearchResult } from '#common/contract/channels/search.ts';

/** What a person chooses between; each stands for one or more kinds of finds. */
export const hitGroups = ['all', 'documents', 'titles', 'lao', 'team'] as const;
export type HitGroup = (typeof hitGroups)[number];

const kindsOf: Readonly<Record<HitGroup, readonly HitKind[] | null>> = {
  all: null,
  documents: ['page'],
  titles: ['lao', 'indicator', 'title'],
  lao: ['answer'],
  team: ['remark', 'mark', 'live-check', 'request', 'certificate'],
};

export const kindsOfGroup = (group: HitGroup): readonly HitKind[] | null => kindsOf[group];

export const countOf = (group: HitGroup, counts: SearchResult['counts']): number =>
  (kindsOf[group] ?? (Object.keys(counts) as HitKind[])).reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);

export const kindIcons: Readonly<Record<HitKind, LucideIcon>> = {
  lao: Landmark,
  indicator: ListChecks,
  title: FileText,
  page: FileText,
  answer: MessageSquareText,
  remark: MessageSquareText,
  mark: MessageSquareText,
  'live-check': Flag,
  request: Flag,
  certificate: Flag,
};
