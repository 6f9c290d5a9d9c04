import {
  ClipboardList,
  FileCheck,
  ListChecks,
  Printer,
  Settings,
  ShieldCheck,
  Signature,
  Upload,
  type LucideIcon,
} from 'lucide-react';

type PlaceWord = 'assignments' | 'outbox' | 'verify' | 'settings' | 'overview' | 'review' | 'sign' | 'reports';
type GoWord =
  'toAssignments' | 'toOutbox' | 'toVerify' | 'toSettings' | 'toOverview' | 'toReview' | 'toSign' | 'toReports';

interface Place {
  readonly word: PlaceWord;
  readonly go: GoWord;
  readonly icon: LucideIcon;
  readonly to: string;
}

export const mainPlaces: readonly Place[] = [
  { word: 'assignments', go: 'toAssignments', icon: ListChecks, to: '/' },
  { word: 'reports', go: 'toReports', icon: Printer, to: '/reports' },
  { word: 'outbox', go: 'toOutbox', icon: Upload, to: '/outbox' },
  { word: 'verify', go: 'toVerify', icon: ShieldCheck, to: '/verify' },
  { word: 'settings', go: 'toSettings', icon: Settings, to: '/settings' },
];

/** The steps of one submission, in work order. */
export const stepsOf = (submission: string): readonly Place[] => [
  { word: 'overview', go: 'toOverview', icon: ClipboardList, to: `/s/${submission}` },
  { word: 'review', go: 'toReview', icon: FileCheck, to: `/s/${submission}/review` },
  { word: 'sign', go: 'toSign', icon: Signature, to: `/s/${submission}/sign` },
  { word: 'reports', go: 'toReports', icon: Printer, to: `/s/${submission}/reports` },
];

/** The submission that a location is about. */
export const submissionIn = (location: string): string | null => /^\/s\/([^/]+)/.exec(location)?.[1] ?? null;

export function isCurrent(place: Place, location: string): boolean {
  if (place.word === 'review') return location === place.to || location.startsWith(`${place.to}/`);
  return location === place.to;
}
