import { calculateJwkThumbprint, type JWK } from 'jose';
import type { z } from 'zod';
import type { KeySet } from '#common/formats/assessment-server.ts';

/** RFC 7638 thumbprints (SHA-256, hex) of published keys, as senders are known by. */
export async function thumbprintsOf({ keys }: z.infer<typeof KeySet>): Promise<ReadonlySet<string>> {
  const thumbprints = keys.map(async ({ kty, crv, x, y }) => {
    const jwk: JWK = { kty, crv, x, ...(y === undefined ? {} : { y }) };
    return Buffer.from(await calculateJwkThumbprint(jwk), 'base64url').toString('hex');
  });
  return new Set(await Promise.all(thumbprints));
}
