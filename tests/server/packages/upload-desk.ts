import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { Database } from '#main/storage/database.ts';
import { examine } from '#main/intake/examine.ts';
import { problem, type Answer } from '../http/answer.ts';
import type { Centre } from './centre.ts';
import * as rows from './package-rows.ts';

export const uploadsPath = '/v1/uploads';

/** Unfinished ones are thrown away after this. */
const keepForMs = 7 * 24 * 3_600_000;

interface Announced {
  readonly sha256: string;
  readonly submission: string;
  readonly name: string;
}

/** Where packages come in: `@tus/server` with what the contract adds to the protocol. */
export type UploadDesk = ReturnType<typeof createUploadDesk>;

export function createUploadDesk(parts: {
  readonly db: Database;
  readonly folder: string;
  readonly centre: Centre;
  readonly mostBytes: number;
}) {
  const { db, centre } = parts;
  const directory = join(parts.folder, 'uploads');
  const store = new FileStore({ directory, expirationPeriodInMilliseconds: keepForMs });
  /** Those of which every byte is here. */
  const finishing = new Set<string>();
  const tus = new Server({
    path: uploadsPath,
    datastore: store,
    maxSize: parts.mostBytes,
    relativeLocation: true,
    namingFunction: () => randomUUID(),
    onUploadFinish: async (_, { id }) => {
      finishing.add(id);
      try {
        await finish(id);
      } finally {
        finishing.delete(id);
      }
      return {};
    },
  });

  async function finish(id: string): Promise<void> {
    const row = await rows.findUpload(db, id);
    if (row === undefined) throw new Error(`upload ${id} is nobody's`);
    const file = join(directory, id);
    const { examined } = await examine(file);
    const wrong =
      examined.sha256 !== row.sha256
        ? 'The bytes are not those of the package that was announced'
        : examined.content !== null && examined.content.said.submission !== row.submission
          ? 'The package is of another submission than was announced'
          : null;
    if (wrong !== null) {
      await forget(id);
      throw Object.assign(new Error(wrong), { status_code: 422, body: wrong });
    }
    await centre.receive(file, row.sha256, row.name);
    await rows.keepPackage(db, row, new Date().toISOString());
    await store.configstore.delete(id);
  }

  async function forget(id: string): Promise<void> {
    await db.write((tx) => rows.deleteUpload(tx, id));
    await store.remove(id).catch(() => undefined);
  }

  /** Through the real protocol server, and back as an answer that can be held against the contract. */
  async function ask(request: IncomingMessage, path: string, body: AsyncIterable<Buffer> | null): Promise<Answer> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === 'string') headers.set(name, value);
    const answer = await tus.handleWeb(
      new Request(`http://server${path}`, {
        method: request.method ?? '',
        headers,
        ...(body === null ? {} : { body: Readable.toWeb(Readable.from(body)) as BodyInit, duplex: 'half' }),
      }),
    );
    const version = { 'tus-resumable': '1.0.0' };
    if (answer.status >= 400) return problem(answer.status, (await answer.text()).trim(), version);
    const kept = ['location', 'upload-offset', 'upload-length', 'tus-version', 'tus-extension'];
    const given = [...kept, 'tus-max-size'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const shown = { ...version, 'cache-control': 'no-store', ...Object.fromEntries(given) };
    return { status: answer.status, headers: shown, body: null };
  }

  let creating: Promise<unknown> = Promise.resolve();

  async function createOnce(request: IncomingMessage, announced: Announced, team: string): Promise<Answer> {
    const begun = await rows.findUploadOf(db, announced.sha256);
    if (begun !== undefined) {
      if ((await offsetOf(begun.id)) !== null)
        return {
          status: 201,
          headers: { 'tus-resumable': '1.0.0', location: `${uploadsPath}/${begun.id}`, 'cache-control': 'no-store' },
          body: null,
        };
      await forget(begun.id);
    }
    const answer = await ask(request, uploadsPath, null);
    const id = answer.headers.location?.split('/').at(-1);
    if (answer.status === 201 && id !== undefined) await rows.insertUpload(db, { id, team, ...announced });
    return answer;
  }

  /** Null where it is not there any more, or was left over by a server that ended in the middle of checking it. */
  async function offsetOf(id: string): Promise<number | null> {
    const found = await store.getUpload(id).catch(() => null);
    if (found === null || (found.offset === found.size && !finishing.has(id))) return null;
    return found.offset;
  }

  return {
    ask,
    forget,
    isChecking: (id: string): boolean => finishing.has(id),
    sizeOf: async (id: string): Promise<number> => (await store.getUpload(id)).size ?? 0,

    /** Two at once would both find none begun. */
    create(request: IncomingMessage, announced: Announced, team: string): Promise<Answer> {
      const made = creating.then(() => createOnce(request, announced, team));
      creating = made.catch(() => undefined);
      return made;
    },
  };
}
