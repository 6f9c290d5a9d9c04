import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { manifestType } from '#main/lib/manifest-jws.ts';
import { sql, type Database } from '#main/storage/database.ts';

interface PublicKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
}

interface ServerKey {
  readonly kid: string;
  readonly place: number;
  readonly published: boolean;
  readonly jwk: PublicKey;
  readonly secret: KeyObject;
}

/** The keys that sign manifests (P-256), newest first. */
export interface SigningKeys {
  /** The key that signs now. */
  current(): string;
  published(): readonly (PublicKey & { readonly kid: string })[];
  /** Compact JWS, as resources/formats/submission-bundle.md section 2 says. */
  sign(payload: string, kid?: string): string;
  rotate(): Promise<void>;
  drop(kid: string): void;
}

interface Row {
  readonly kid: string;
  readonly jwk: string;
  readonly place: number;
  readonly published: number;
}

/** `first` becomes the first key of a new server; otherwise one is made. */
export async function openSigningKeys(
  db: Database,
  first: JWK | null,
  onError: (error: unknown) => void,
): Promise<SigningKeys> {
  const rows = await db.all<Row>(sql`SELECT kid, jwk, place, published FROM signing_keys ORDER BY place DESC`);
  let keys = rows.map(toServerKey);
  const add = async (jwk: JWK): Promise<void> => {
    const row: Row = {
      kid: await calculateJwkThumbprint(jwk),
      jwk: JSON.stringify(jwk),
      place: (keys[0]?.place ?? 0) + 1,
      published: 1,
    };
    await db.write((tx) =>
      tx.run(
        sql`INSERT INTO signing_keys (kid, jwk, place, published) VALUES (${row.kid}, ${row.jwk}, ${row.place}, 1)`,
      ),
    );
    keys = [toServerKey(row), ...keys];
  };
  if (keys.length === 0) await add(first ?? newKey());
  return {
    current: () => keyOf(undefined).kid,
    published: () => keys.filter(({ published }) => published).map(({ kid, jwk }) => ({ ...jwk, kid })),
    sign(payload, kid) {
      const key = keyOf(kid);
      const header = { alg: 'ES256', typ: manifestType, kid: key.kid, jwk: key.jwk };
      const input = `${base64url(JSON.stringify(header))}.${base64url(payload)}`;
      const signature = sign('sha256', Buffer.from(input), { key: key.secret, dsaEncoding: 'ieee-p1363' });
      return `${input}.${signature.toString('base64url')}`;
    },
    rotate: () => add(newKey()),
    drop(kid) {
      keys = keys.map((key) => (key.kid === kid ? { ...key, published: false } : key));
      db.write((tx) => tx.run(sql`UPDATE signing_keys SET published = 0 WHERE kid = ${kid}`)).catch(onError);
    },
  };

  function keyOf(kid: string | undefined): ServerKey {
    const key = kid === undefined ? keys[0] : keys.find((one) => one.kid === kid);
    if (key === undefined) throw new Error(`no signing key ${kid ?? ''}`);
    return key;
  }
}

const newKey = (): JWK => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const base64url = (text: string) => Buffer.from(text).toString('base64url');

function toServerKey({ kid, jwk, place, published }: Row): ServerKey {
  const whole = JSON.parse(jwk) as PublicKey & { readonly d: string };
  const { kty, crv, x, y } = whole;
  const secret = createPrivateKey({ key: { ...whole }, format: 'jwk' });
  return { kid, place, published: published === 1, jwk: { kty, crv, x, y }, secret };
}
