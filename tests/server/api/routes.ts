import { answerUpload, createUpload, getPackage, getReceipt } from '../packages/handle-packages.ts';
import type { Handler, Method } from './api-context.ts';
import { getEvidence } from './get-evidence.ts';
import {
  describeServer,
  getAssignment,
  getInstrument,
  getManifest,
  getPerson,
  listKeys,
  listRounds,
} from './handlers.ts';
import { listAssignments } from './list-assignments.ts';

interface Route {
  /** As in resources/api/assessment-server.yaml. */
  readonly path: string;
  readonly handle: Handler;
  readonly isPublic?: boolean;
  readonly isEvidence?: boolean;
  /** Default: GET. */
  readonly methods?: readonly Method[];
}

const routes: readonly Route[] = [
  { path: '/.well-known/lpa-assessment', handle: describeServer, isPublic: true },
  { path: '/v1/me', handle: getPerson },
  { path: '/v1/keys', handle: listKeys },
  { path: '/v1/rounds', handle: listRounds },
  { path: '/v1/assignments', handle: listAssignments },
  { path: '/v1/assignments/{assignment}', handle: getAssignment },
  { path: '/v1/submissions/{submission}/manifest', handle: getManifest },
  { path: '/v1/instruments/{digest}', handle: getInstrument },
  { path: '/v1/submissions/{submission}/evidence/{evidence}', handle: getEvidence, isEvidence: true },
  { path: '/v1/uploads', handle: createUpload, methods: ['OPTIONS', 'POST'] },
  { path: '/v1/uploads/{upload}', handle: answerUpload, methods: ['HEAD', 'PATCH'] },
  { path: '/v1/packages/{package}', handle: getPackage },
  { path: '/v1/packages/{package}/receipt', handle: getReceipt },
];

const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
}));

export interface FoundRoute {
  readonly route: Route;
  readonly parameters: readonly string[];
}

export function findRoute(path: string): FoundRoute | null {
  for (const { route, pattern } of patterns) {
    const match = pattern.exec(path);
    if (match !== null) return { route, parameters: match.slice(1) };
  }
  return null;
}
