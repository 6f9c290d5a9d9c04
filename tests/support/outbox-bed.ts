import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outbox, OutboxItem } from '#common/contract/channels/outbox.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { startServer, type RunningServer, type ServerOptions } from '#tests/server/start-server.ts';
import { partsOf } from './package-fixture.ts';
import { browserOf } from './server-app.ts';
import { signablePdf } from './signable-pdf.ts';
import { asClosingChair, signPackage } from './signed-library.ts';
import { createTestLibrary, newFolder, openTestApp, removeFolder, type TestApp } from './test-app.ts';

export interface OutboxBed {
  readonly server: RunningServer;
  /** Folder of the library. */
  readonly folder: string;
  readonly app: TestApp;
  readonly submission: string;
  readonly packageId: string;
  /** Signs one more package, of another organisation that is assigned to the team too; gives the package's id. */
  signAnother(): Promise<string>;
  /** The first thing in the outbox. */
  item(): Promise<OutboxItem>;
  until(holds: (item: OutboxItem) => boolean, seconds?: number): Promise<OutboxItem>;
  send(waitForTimestamp?: boolean): Promise<Outbox>;
  close(): Promise<void>;
}

const neighbour = (manifest: SubmissionManifest): SubmissionManifest => ({
  ...manifest,
  id: '01890a5d-ac96-774b-bcce-b302099a8002',
  lao: { ...manifest.lao, code: '05990313', name: 'บ้านใหม่' },
});

/**
 * A library with one signed package of a submission that the reference server has assigned to the person's team, signed in.
 * `megabytes`: of incompressible report in the package. `url`: of somebody between the two.
 */
export async function openOutboxBed(
  options: {
    readonly megabytes?: number;
    readonly team?: string;
    /** Of the library; by default a new one. */
    readonly folder?: string;
    readonly server?: Partial<ServerOptions>;
    readonly between?: (server: RunningServer) => Promise<string>;
  } = {},
): Promise<OutboxBed> {
  const [serverFolder, folder, outside] = [
    await mkdtemp(join(tmpdir(), 'lpa-desk-')),
    options.folder ?? (await newFolder()),
    await newFolder(),
  ];
  const server = await startServer({ folder: serverFolder, ...options.server });
  await server.assignManifest((await partsOf()).manifestJws, options.team);
  const noise = randomBytes((options.megabytes ?? 0) * 1_000_000);
  const app = await openTestApp({ folder, print: () => signablePdf('report', noise), reveal: browserOf(server) });
  await createTestLibrary(app);
  const { id: packageId, submission } = await signPackage(app, outside, asClosingChair);
  await app.call('server.connect', { url: (await options.between?.(server)) ?? server.url });
  await app.call('server.signIn', {});
  return {
    ...{ server, folder, app, submission, packageId },
    ...watchOutbox(app),
    async signAnother() {
      await server.assignManifest((await partsOf({ revise: neighbour })).manifestJws, options.team);
      return (await signPackage(app, outside, asClosingChair, { revise: neighbour })).id;
    },
    send: (waitForTimestamp = false) => app.call('outbox.add', { packages: [packageId], waitForTimestamp }),
    async close() {
      await app.close();
      await server.stop();
      await removeFolder(folder);
      await removeFolder(outside);
      await rm(serverFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export function watchOutbox(app: Pick<TestApp, 'call'>): Pick<OutboxBed, 'item' | 'until'> {
  const item = async (): Promise<OutboxItem> => {
    const [only] = (await app.call('outbox.list', {})).items;
    if (only === undefined) throw new Error('the outbox is empty');
    return only;
  };
  return {
    item,
    async until(holds, seconds = 30) {
      const deadline = Date.now() + seconds * 1000;
      for (;;) {
        const found = await item();
        if (holds(found)) return found;
        if (Date.now() > deadline) throw new Error(`it did not get there: ${JSON.stringify(found, null, 1)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
