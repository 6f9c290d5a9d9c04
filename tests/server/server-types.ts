import type { Answer, SubmissionManifest } from '#common/domain/submission.ts';

export interface ServerOptions {
  /** Database and files; reused when it already holds a server's data (then `content` is not looked at). */
  readonly folder: string;
  /** 0 = any (default). */
  readonly port?: number;
  /** Default: the sample. */
  readonly content?: ServerContent;
  /** What shall go wrong, see faults/parse-faults.ts. */
  readonly faults?: string;
  /** Default 3600. */
  readonly accessTokenSeconds?: number;
  /** 'redirect': evidence is answered with 307 to a pre-signed address on a second listener, as object stores do. */
  readonly storage?: 'same' | 'redirect';
  /** Bytes of the largest package that is taken. Default 8 GB. */
  readonly largestPackage?: number;
  /** Holds every answer against the OpenAPI file: a mismatch becomes a 500 and a line in `problems`. Default true. */
  readonly validate?: boolean;
}

export type ServerContent =
  /** The three bundles of resources/sample, for team t3. */
  | { readonly kind: 'sample' }
  | {
      readonly kind: 'generated';
      readonly submissions: number;
      /** Per submission. */
      readonly files: number;
      /** Per submission, all files together; a megabyte is 1,000,000 bytes. */
      readonly megabytes: number;
      /** JSON array of { code, name, type, provinceCode, district }; without it organisations are invented. */
      readonly laoFile?: string;
      readonly sizes?: 'equal' | 'lognormal';
    };

export interface ServerAccount {
  readonly user: string;
  readonly password: string;
  readonly name: string;
  readonly teams: readonly string[];
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly idToken?: string;
}

export interface ServerCounters {
  readonly requests: number;
  /** Body bytes of evidence that were handed to sockets. */
  readonly evidenceBytes: number;
  /** Body bytes of packages that came in. */
  readonly uploadBytes: number;
  /** Requests per path, without the query. */
  readonly byPath: ReadonlyMap<string, number>;
  reset(): void;
}

export interface Amendment {
  readonly replace?: Readonly<Record<string, Buffer>>;
  readonly add?: readonly {
    readonly id: string;
    readonly title: string;
    readonly indicators: readonly string[];
    readonly bytes: Buffer;
    readonly mediaType: string;
  }[];
  readonly remove?: readonly string[];
  readonly answers?: (answers: readonly Answer[]) => readonly Answer[];
}

export interface ListedSubmission {
  readonly id: string;
  readonly assignment: string;
  /** The organisation's code. */
  readonly lao: string;
  readonly revision: number;
}

export interface RunningServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Answers that do not fit the OpenAPI file, and errors of the server itself. Tests expect it empty. */
  readonly problems: readonly string[];
  readonly counters: ServerCounters;
  readonly accounts: readonly ServerAccount[];
  setFaults(spec: string | null): void;
  /** Real tokens of that account without a browser. */
  issueToken(user: string): Promise<Tokens>;
  /** A new revision, signed with the key that signs now. */
  amend(submission: string, change: Amendment): Promise<void>;
  withdraw(assignment: string): Promise<void>;
  /** New generated assignments for team t3. */
  assign(count: number): Promise<void>;
  /** Later manifests are signed by a new key; the old one stays published. */
  rotateKey(): Promise<void>;
  /** Takes a key out of /v1/keys. */
  dropKey(kid: string): void;
  /** Signs whatever `edit` returns (a string as it is), without checks: for attacks. */
  tamperManifest(submission: string, edit: (manifest: SubmissionManifest) => unknown): Promise<void>;
  submissions(): Promise<readonly ListedSubmission[]>;
  /** Gives a team (default t3) an assignment whose submission has this signed manifest; its evidence is not offered. */
  assignManifest(jws: string, team?: string): Promise<void>;
  /** Packages that were handed in completely, in the order they came. */
  packages(): Promise<readonly { readonly sha256: string; readonly submission: string }[]>;
  /** The file on disk. */
  evidencePath(submission: string, evidence: string): Promise<string>;
  /** Also destroys open connections. */
  stop(): Promise<void>;
}
