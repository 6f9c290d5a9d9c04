import type { IsoDate, Measure } from './instrument.ts';
import type { Lao } from './lao.ts';
import type { Text } from './text.ts';

/** What an LAO handed in: the manifest of a `.lpasub` bundle, and of a download from a server. */
export interface SubmissionManifest {
  readonly format: 'lpa-submission/1';
  /** UUID given by the sender; the same for all revisions. */
  readonly id: string;
  readonly revision: number;
  readonly issuedAt: string;
  readonly lao: Lao;
  readonly round: Round;
  readonly assignment: Assignment;
  /** Digest = SHA-256 (hex) of the instrument file's bytes. */
  readonly instrument: { readonly id: string; readonly version: string; readonly digest: string };
  readonly answers: readonly Answer[];
  readonly evidence: readonly EvidenceItem[];
  readonly links: readonly EvidenceLink[];
  readonly survey: readonly { readonly question: string; readonly score: number }[];
  /** Who certified the paper LRP001 and when; when the provincial office received it, if it did. */
  readonly certification: {
    readonly form: string;
    readonly name: string;
    readonly position: string;
    readonly certifiedOn: IsoDate;
    readonly receivedOn: IsoDate | null;
  };
}

export interface Round {
  readonly id: string;
  readonly year: number;
  readonly title: Text;
  /** Last day for the team's review; a later letter may extend it. */
  readonly deadline: {
    readonly original: IsoDate;
    readonly extended: { readonly until: IsoDate; readonly letter: string } | null;
  };
}

/** The provincial order that sends a team to this LAO. */
interface Assignment {
  readonly team: string;
  readonly order: { readonly number: string; readonly date: IsoDate };
  readonly visit: { readonly date: IsoDate; readonly time: string | null; readonly place: string } | null;
  /** Members as the order names them; titles are its own words. */
  readonly members: readonly { readonly name: string; readonly title: string }[];
}

export interface Answer {
  readonly indicator: string;
  readonly selfPoints: number | null;
  readonly measure: Measure | null;
  readonly note: string;
}

export interface EvidenceItem {
  readonly id: string;
  readonly indicators: readonly string[];
  readonly title: string;
  /** Member of the bundle, always under `evidence/`. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

export interface EvidenceLink {
  readonly id: string;
  readonly indicators: readonly string[];
  readonly title: string;
  readonly url: string;
}

export const deadlineOf = (round: Round): IsoDate => round.deadline.extended?.until ?? round.deadline.original;
