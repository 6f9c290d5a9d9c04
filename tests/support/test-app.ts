import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppSettings } from '#common/contract/channels/settings.ts';
import type { Channel, Input, Output } from '#common/contract/contract.ts';
import { AppError } from '#common/contract/failures.ts';
import { createApplication } from '#main/application.ts';
import type { Application, Host, PageSetup, AppPath } from '#main/host/host.ts';
import { forkProgram } from '#main/host/shared/fork-program.ts';
import { root } from './paths.ts';
import { verifyPageForTests } from './verify-page-file.ts';

export interface TestApp {
  readonly folder: string;
  readonly app: Application;
  readonly emitted: { readonly event: string; readonly payload: unknown }[];
  /** Like the page's `call`: a value, or the refusal thrown. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
  close(): Promise<void>;
}

/** The application without any window: real database, real files; what needs a browser can be passed in. */
export async function openTestApp(
  options: {
    readonly folder?: string;
    readonly server?: string;
    /** Where character recognition lies; by default in the build, without which there is none. */
    readonly workersFolder?: string;
    readonly verifyPageFile?: string;
    readonly reveal?: (target: URL) => Promise<void>;
    readonly print?: (app: Application, path: AppPath, page: PageSetup) => Promise<Uint8Array>;
  } = {},
): Promise<TestApp> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lpa-test-')));
  let settings = AppSettings.parse({});
  const host: Pick<Host, 'name' | 'secrets' | 'settings' | 'print' | 'reveal' | 'startProgram'> = {
    name: 'chromium',
    secrets: {
      available: async () => false,
      seal: async () => Promise.reject(new Error('no key store in tests')),
      unseal: async () => Promise.reject(new Error('no key store in tests')),
    },
    settings: {
      get: () => settings,
      set: (change) => (settings = { ...settings, ...change }),
      bounds: { get: () => null, set: () => undefined },
    },
    print: options.print ?? (async () => Promise.reject(new Error('this test has no browser'))),
    reveal: options.reveal ?? (async () => undefined),
    startProgram: forkProgram,
  };
  const app = await createApplication({
    dataFolder: folder,
    resourcesFolder: join(root, 'resources'),
    rendererFolder: join(root, 'out', 'renderer'),
    workersFolder: options.workersFolder ?? join(root, 'out', 'workers'),
    verifyPageFile: options.verifyPageFile ?? (await verifyPageForTests()),
    version: '0.0.0-test',
    host,
    server: options.server,
  });
  const emitted: TestApp['emitted'] = [];
  app.onEmit((event, payload) => emitted.push({ event, payload }));
  return {
    folder,
    app,
    emitted,
    async call(channel, input) {
      const reply = await app.handle(channel, input);
      if (!reply.ok) throw new AppError(reply.failure.code, reply.failure.details);
      return reply.value as Output<typeof channel>;
    },
    close: () => app.close(),
  };
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'lpa-test-'));
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5 });

export const passphrase = 'กาแฟเย็นสองแก้วก่อนเที่ยง';

/** A library with an owner, open. */
export async function createTestLibrary(test: TestApp): Promise<void> {
  await test.call('library.create', {
    profile: { name: 'นางสาวปาริชาต วงศ์เมธากุล', position: 'กรรมการ', office: 'สถจ. ธารานคร' },
    passphrase,
  });
}

export const command = (): string => randomUUID();

/** As what a test's owner signs. */
export const asMember = {
  ...{ role: 'member' as const, name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' },
  ...{ statement: 'ขอรับรองว่าถูกต้อง', closes: false },
};
