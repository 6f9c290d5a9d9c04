import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { Faults } from '../faults/faults.ts';

/**
 * Faults of the token endpoint and of revocation. `slowtoken=MS`: it thinks that long before it does anything. `cuttoken`:
 * the line is cut before it does. `norevocation`: likewise, revocation alone. `htmltoken`: a web page instead. `losttoken`: it
 * does what it is asked, so that the old refresh token is used up, and the line is cut before the answer is out. False: there
 * is nothing left to answer.
 */
export async function troubleTokens(path: string, response: ServerResponse, faults: Faults): Promise<boolean> {
  const slow = faults.take(path, 'slowtoken');
  if (slow !== null) await wait(slow.value);
  const cut = path.endsWith('/revocation')
    ? faults.take(path, 'cuttoken', 'norevocation')
    : faults.take(path, 'cuttoken');
  if (cut !== null) {
    response.destroy();
    return false;
  }
  if (faults.take(path, 'htmltoken') !== null) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Later</title>');
    return false;
  }
  if (faults.take(path, 'losttoken') !== null) response.end = () => response.destroy();
  return true;
}
