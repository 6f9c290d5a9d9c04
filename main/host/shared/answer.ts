import { securityHeaders, type Origins } from '#main/lib/csp.ts';
import { maxBody, type Application, type Served, type ServeRequest } from '../host.ts';

const plain = (status: number, text: string): Served => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode(text),
});

const policyName = 'content-security-policy';

/** What both hosts send to the browser: never more than `maxBody`, always with the origin's policy, never an exception. */
export async function answer(
  app: Pick<Application, 'serve'>,
  origins: Origins,
  request: ServeRequest,
  camera = false,
): Promise<Served> {
  const served = await serve(app, request);
  const headers = { ...served.headers, ...securityHeaders(request.origin, origins, camera) };
  const own = headerOf(served, policyName);
  // Two policies in one header are both obeyed: an answer may be stricter than its origin, never laxer.
  return {
    ...served,
    headers: own === undefined ? headers : { ...headers, [policyName]: `${headers[policyName]}, ${own}` },
  };
}

async function serve(app: Pick<Application, 'serve'>, request: ServeRequest): Promise<Served> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Method not allowed');
  try {
    const served = await app.serve(request);
    return served.body.byteLength > maxBody ? plain(413, 'Ask for a range') : served;
  } catch {
    return plain(500, 'Internal error');
  }
}

/** Header names are lower case in `Served` by custom, but a service may have spelt one in another way. */
export const headerOf = (served: Served, name: string): string | undefined =>
  Object.entries(served.headers).find(([key]) => key.toLowerCase() === name)?.[1];
