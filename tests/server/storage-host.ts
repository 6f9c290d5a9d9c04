import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Catalogue } from './data/catalogue.ts';
import { deliverEvidence, deliveryFaults } from './faults/evidence-delivery.ts';
import type { Faults } from './faults/faults.ts';
import { deliver } from './faults/json-delivery.ts';
import { notFound, problem, type Answer } from './http/answer.ts';
import type { Counting } from './http/counters.ts';
import { answerWithFile, isEvidence, type EvidenceAnswer } from './http/evidence-answer.ts';

const lifetimeSeconds = 900;

interface StorageParts {
  readonly catalogue: Catalogue;
  readonly faults: Faults;
  readonly counting: Counting;
  readonly secret: string;
}

/** An object store beside the server: pre-signed addresses that live for a while, and no other way in. */
export function createStorageHost({ catalogue, faults, counting, secret }: StorageParts) {
  const sign = (path: string, expires: string) =>
    createHmac('sha256', secret).update(`${path}\n${expires}`).digest('base64url');

  async function decide(request: IncomingMessage, url: URL): Promise<Answer | EvidenceAnswer> {
    const { pathname: path, searchParams: query } = url;
    // As S3 does: a token that was sent here went to the wrong house.
    if (request.headers.authorization !== undefined) return problem(400, 'Only one auth mechanism allowed');
    const [expires, signature] = [query.get('expires') ?? '', query.get('signature') ?? ''];
    const [given, expected] = [Buffer.from(signature), Buffer.from(sign(path, expires))];
    const isRight = given.length === expected.length && timingSafeEqual(given, expected);
    if (!isRight || Number(expires) * 1000 < Date.now()) return problem(403, 'Signature wrong or expired');
    const [, submission = '', evidence = ''] = /^\/objects\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    const file = await catalogue.evidence(submission, evidence);
    if (file === undefined) return notFound();
    // Object stores have entity tags of their own.
    const onDisk = {
      path: catalogue.store.pathOf(file.sha256),
      size: file.size,
      tag: `"o-${file.sha256.slice(0, 32)}"`,
    };
    return answerWithFile(request.headers, onDisk, { faults, path });
  }

  return {
    presign(origin: string, submission: string, evidence: string): string {
      const path = `/objects/${submission}/${evidence}`;
      const expires = String(Math.floor(Date.now() / 1000) + lifetimeSeconds);
      return `${origin}${path}?expires=${expires}&signature=${sign(path, expires)}`;
    },
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const url = new URL(`http://storage${request.url ?? '/'}`);
      counting.request(url.pathname);
      if (faults.take(url.pathname, 'drop') !== null) {
        request.socket.destroy();
        return;
      }
      const answer = await decide(request, url);
      if (!isEvidence(answer)) return deliver(request, response, answer, null);
      await deliverEvidence(response, answer, faults.take(url.pathname, ...deliveryFaults), counting.evidence);
    },
  };
}
