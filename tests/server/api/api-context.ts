import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Catalogue } from '../data/catalogue.ts';
import type { Faults } from '../faults/faults.ts';
import type { Answer } from '../http/answer.ts';
import type { Counting } from '../http/counters.ts';
import type { EvidenceAnswer } from '../http/evidence-answer.ts';
import type { InstrumentFile } from '../content/instrument-file.ts';
import type { Centre } from '../packages/centre.ts';
import type { UploadDesk } from '../packages/upload-desk.ts';
import type { Cursors } from './cursors.ts';

/** Who asks, as the access token says. */
export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly { readonly id: string; readonly name: string; readonly province: string }[];
}

export interface ApiParts {
  readonly origin: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly catalogue: Catalogue;
  readonly cursors: Cursors;
  readonly instrument: InstrumentFile;
  readonly faults: Faults;
  readonly counting: Counting;
  readonly desk: UploadDesk;
  readonly centre: Centre;
  /** Milliseconds; the `clock` fault moves it. */
  readonly now: () => number;
  /** Pre-signed addresses of the second listener; null where evidence comes from here. */
  readonly presign: ((submission: string, evidence: string) => string) | null;
  readonly evidenceOrigins: readonly string[];
}

export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST';

export interface ApiRequest {
  readonly method: Method;
  readonly headers: IncomingHttpHeaders;
  /** Its body is still to be read. */
  readonly source: IncomingMessage;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** What the path's variable parts are. */
  readonly parameters: readonly string[];
  readonly person: SignedIn;
}

export type Handler = (
  parts: ApiParts,
  request: ApiRequest,
) => Answer | EvidenceAnswer | Promise<Answer | EvidenceAnswer>;

export const isOwn = (person: SignedIn, team: string): boolean => person.teams.some(({ id }) => id === team);
