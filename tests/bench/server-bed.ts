import { join } from 'node:path';
import type { ServerContent } from '#tests/server/start-server.ts';
import { bundleElectronProgram } from '#tests/support/bundle-electron-program.ts';
import { root } from '#tests/support/paths.ts';
import { newFolder, removeFolder } from '#tests/support/test-app.ts';
import type { AppAnswers } from './app-child.ts';
import { startChild, type Child } from './child.ts';
import type { ServerAnswers } from './server-child.ts';

type Generated = Omit<Extract<ServerContent, { kind: 'generated' }>, 'kind'>;

/** A server full of generated content. */
export interface ServerBed {
  readonly folder: string;
  readonly server: Child<ServerAnswers>;
  readonly url: string;
  /** A header that the server accepts. */
  readonly authorization: string;
  /** `work` with an application that has an empty library and is signed in. */
  withApp<T>(work: (app: Child<AppAnswers>) => Promise<T>): Promise<T>;
}

/** Server and applications in a process of their own each; gigabytes are gone afterwards, whatever happens. */
export async function withServerBed(content: Generated, work: (bed: ServerBed) => Promise<void>): Promise<void> {
  const folder = await newFolder();
  const options = { folder: join(folder, 'server'), content: { kind: 'generated', ...content } };
  let apps = 0;
  try {
    const server = await startChild<ServerAnswers>(
      join(import.meta.dirname, 'server-child.ts'),
      JSON.stringify(options),
    );
    try {
      const url = await server.ask('url');
      const authorization = `Bearer ${await server.ask('token')}`;
      await work({
        ...{ folder, server, url, authorization },
        async withApp(use) {
          // Bundled, as the product is: sources and what strips their types would be a third of its memory.
          const out = join(root, 'out', 'bench');
          await bundleElectronProgram(join(import.meta.dirname, 'app-child.ts'), out);
          const app = await startChild<AppAnswers>(join(out, 'program.mjs'), join(folder, `app-${(apps += 1)}`), url);
          try {
            return await use(app);
          } finally {
            await app.stop();
          }
        },
      });
    } finally {
      await server.stop();
    }
  } finally {
    await removeFolder(folder);
  }
}

/** The only submission of the bed, and what its manifest lists. */
export async function readSubmission({ server, url, authorization }: ServerBed) {
  const [listed] = await server.ask('submissions');
  if (listed === undefined) throw new Error('the server has no submission');
  const answer = await fetch(`${url}/v1/submissions/${listed.id}/manifest`, { headers: { authorization } });
  const payload = Buffer.from((await answer.text()).split('.')[1] ?? '', 'base64url').toString();
  const { evidence } = JSON.parse(payload) as { readonly evidence: readonly ListedFile[] };
  return {
    id: listed.id,
    etag: answer.headers.get('etag') ?? '',
    files: evidence,
    bytes: evidence.reduce((sum, { size }) => sum + size, 0),
  };
}

interface ListedFile {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
}
