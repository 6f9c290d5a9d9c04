import type { IncomingMessage, ServerResponse } from 'node:http';
import { deliverEvidence, deliveryFaults } from '../faults/evidence-delivery.ts';
import { deliver, jsonFaults } from '../faults/json-delivery.ts';
import { notFound, problem, type Answer } from '../http/answer.ts';
import { isEvidence, type EvidenceAnswer } from '../http/evidence-answer.ts';
import type { ApiParts, Method, SignedIn } from './api-context.ts';
import type { ContractCheck } from './contract-check.ts';
import { findRoute, type FoundRoute } from './routes.ts';

interface HandlingParts {
  readonly api: ApiParts;
  /** Null: nobody with that header. */
  readonly authenticate: (authorization: string | undefined) => Promise<SignedIn | null>;
  /** Null: answers go out unchecked. */
  readonly contract: ContractCheck | null;
}

type HandleApi = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/**
 * One request of the API. Faults: `drop`: no answer at all. `busy=S`, `busydate=S`: 429 with Retry-After in seconds or as
 * a date, for everything under /v1. `clock=S`: the server's clock is that far ahead.
 */
export function createRequestHandling({ api, authenticate, contract }: HandlingParts): HandleApi {
  const { faults, counting } = api;

  return async (request, response, url) => {
    const path = url.pathname;
    if (faults.take(path, 'drop') !== null) {
      request.socket.destroy();
      return;
    }
    if (faults.find('clock') !== null) response.setHeader('date', new Date(api.now()).toUTCString());
    const found = findRoute(path);
    const busy = path.startsWith('/v1/') ? faults.take(path, 'busy', 'busydate') : null;
    if (busy !== null) return deliver(request, response, busyAnswer(busy.name, busy.value), null);
    const decided = await decide(request, url, found);
    const answer =
      found === null || contract === null ? decided : contract.check(request.method ?? '', found.route.path, decided);
    if (isEvidence(answer))
      return deliverEvidence(response, answer, faults.take(path, ...deliveryFaults), counting.evidence);
    const breaks = found?.route.isEvidence === true ? null : faults.take(path, ...jsonFaults);
    return deliver(request, response, answer, breaks);
  };

  async function decide(
    request: IncomingMessage,
    url: URL,
    found: FoundRoute | null,
  ): Promise<Answer | EvidenceAnswer> {
    if (found === null) return notFound();
    const { route, parameters } = found;
    const method = (route.methods ?? onlyGet).find((one) => one === request.method);
    if (method === undefined) {
      const allow = (route.methods ?? onlyGet).join(', ');
      return { ...problem(405, `Only ${allow}`, { allow }), isFault: true };
    }
    const person = route.isPublic === true ? nobody : await authenticate(request.headers.authorization);
    if (person === null) return problem(401, 'Not signed in', { 'www-authenticate': 'Bearer error="invalid_token"' });
    const { pathname: path, searchParams: query } = url;
    return route.handle(api, {
      ...{ method, headers: request.headers, source: request },
      ...{ path, query, parameters, person },
    });
  }

  function busyAnswer(name: string, seconds: number): Answer {
    const moment = new Date(api.now() + seconds * 1000).toUTCString();
    return problem(429, 'Later, please', { 'retry-after': name === 'busy' ? String(seconds) : moment });
  }
}

const onlyGet: readonly Method[] = ['GET'];
const nobody: SignedIn = { id: '', name: '', teams: [] };
