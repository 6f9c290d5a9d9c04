import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { sql, type Database } from '#main/storage/database.ts';

interface Row {
  readonly payload: string;
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/**
 * Keeps what oidc-provider remembers (sessions, grants, tokens) in SQLite, so that a restart of the server signs nobody
 * out. `onRead` may change what is read: faults of the sign-in come in there.
 */
export function createAdapterFactory(
  db: Database,
  onRead: (model: string, payload: AdapterPayload) => AdapterPayload,
): AdapterFactory {
  return (model): Adapter => {
    const read = (row: Row | undefined): AdapterPayload | undefined =>
      row === undefined ? undefined : onRead(model, JSON.parse(row.payload) as AdapterPayload);
    return {
      async upsert(id, payload, expiresIn) {
        const until = expiresIn === undefined ? null : seconds() + expiresIn;
        await db.write((tx) =>
          tx.run(sql`
            INSERT OR REPLACE INTO oidc (model, id, payload, grant_id, uid, expires_at)
            VALUES (${model}, ${id}, ${JSON.stringify(payload)}, ${payload.grantId ?? null}, ${payload.uid ?? null},
              ${until})`),
        );
      },
      async find(id) {
        return read(
          await db.get<Row>(sql`
            SELECT payload FROM oidc WHERE model = ${model} AND id = ${id}
            AND (expires_at IS NULL OR expires_at > ${seconds()})`),
        );
      },
      async findByUid(uid) {
        return read(
          await db.get<Row>(sql`
            SELECT payload FROM oidc WHERE uid = ${uid} AND model = ${model}
            AND (expires_at IS NULL OR expires_at > ${seconds()})`),
        );
      },
      findByUserCode: () => Promise.resolve(undefined),
      async consume(id) {
        await db.write((tx) =>
          tx.run(sql`
            UPDATE oidc SET payload = json_set(payload, '$.consumed', ${seconds()})
            WHERE model = ${model} AND id = ${id}`),
        );
      },
      async destroy(id) {
        await db.write((tx) => tx.run(sql`DELETE FROM oidc WHERE model = ${model} AND id = ${id}`));
      },
      async revokeByGrantId(grant) {
        await db.write((tx) => tx.run(sql`DELETE FROM oidc WHERE grant_id = ${grant}`));
      },
    };
  };
}

export async function forgetExpired(db: Database): Promise<void> {
  await db.write((tx) => tx.run(sql`DELETE FROM oidc WHERE expires_at < ${seconds()}`));
}
