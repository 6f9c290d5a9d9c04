import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Database } from '#main/storage/database.ts';
import { createContractCheck } from './api/contract-check.ts';
import { createCursors } from './api/cursors.ts';
import { createRequestHandling } from './api/handle-requests.ts';
import { createManifestMaker } from './content/generated-manifest.ts';
import { readInstrumentFile } from './content/instrument-file.ts';
import { readOrganisations } from './content/organisations.ts';
import { readSampleKey } from './content/sample-content.ts';
import { createCatalogue, type Catalogue } from './data/catalogue.ts';
import { createChanges } from './data/change-submissions.ts';
import { openEvidenceFiles } from './data/evidence-files.ts';
import { openServerDatabase } from './data/open-server-database.ts';
import { ensureSetting, readSetting, writeSetting } from './data/settings.ts';
import { openSigningKeys } from './data/signing-keys.ts';
import { createFaults } from './faults/faults.ts';
import { createCounting } from './http/counters.ts';
import { listen, type Listener } from './http/listen.ts';
import { createCentre } from './packages/centre.ts';
import { listPackages } from './packages/package-rows.ts';
import { createUploadDesk } from './packages/upload-desk.ts';
import { createAuthentication } from './oidc/access-tokens.ts';
import { accounts } from './oidc/accounts.ts';
import { issueTokens } from './oidc/issue-token.ts';
import { createSignInPages } from './oidc/sign-in-pages.ts';
import { troubleTokens } from './oidc/trouble-tokens.ts';
import { clientId, createSignInProvider } from './oidc/sign-in-provider.ts';
import type { RunningServer, ServerContent, ServerOptions } from './server-types.ts';
import { createStorageHost } from './storage-host.ts';

export type { RunningServer, ServerContent, ServerOptions } from './server-types.ts';

/** Starts the reference server of resources/api/assessment-server.yaml on a loopback port. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const problems: string[] = [];
  const report = (problem: string) => {
    problems.push(problem);
    console.error(`reference server: ${problem}`);
  };
  let stopping = false;
  const onError = (error: unknown) => {
    // Requests in flight find the database closed.
    if (!stopping) report(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const faults = createFaults(options.faults);
  await mkdir(options.folder, { recursive: true });
  const db = await openServerDatabase(options.folder);
  const listeners: Listener[] = [];
  try {
    return await serve();
  } catch (error) {
    await Promise.all(listeners.map((one) => one.close()));
    await db.close();
    throw error;
  }

  async function serve(): Promise<RunningServer> {
    const instrument = readInstrumentFile();
    const content = options.content ?? { kind: 'sample' };
    const store = await openEvidenceFiles(options.folder);
    const keys = await openSigningKeys(db, content.kind === 'sample' ? await readSampleKey() : null, onError);
    const catalogue = createCatalogue({ db, store, keys, makeManifest: createManifestMaker(instrument) });
    await fill(db, catalogue, content);
    const secret = (name: string) => ensureSetting(db, name, () => randomBytes(32).toString('base64url'));
    const counting = createCounting();
    const centre = createCentre(options.folder, onError);
    const mostBytes = options.largestPackage ?? 8_000_000_000;
    const desk = createUploadDesk({ db, folder: options.folder, centre, mostBytes });

    const main = await listen(options.port ?? 0, onError);
    listeners.push(main);
    const issuer = `${main.origin}/oidc`;
    const accessTokenSeconds = options.accessTokenSeconds ?? 3600;
    const provider = await createSignInProvider({ db, issuer, faults, accessTokenSeconds });

    const storage = createStorageHost({ catalogue, faults, counting, secret: await secret('storage-key') });
    const beside = options.storage === 'redirect' ? await listen(0, onError) : null;
    if (beside !== null) listeners.push(beside);
    beside?.answerWith(storage.handle);

    const handleApi = createRequestHandling({
      api: {
        origin: main.origin,
        issuer,
        clientId,
        catalogue,
        cursors: createCursors(await secret('cursor-key')),
        instrument,
        faults,
        counting,
        desk,
        centre,
        now: () => Date.now() + (faults.find('clock')?.value ?? 0) * 1000,
        presign: beside === null ? null : (...ids) => storage.presign(beside.origin, ...ids),
        evidenceOrigins: beside === null ? [] : [beside.origin],
      },
      authenticate: createAuthentication(provider, faults),
      contract: options.validate === false ? null : createContractCheck(report),
    });
    const handleSignIn = createSignInPages(provider);
    const callback = provider.callback();
    main.answerWith(async (request, response) => {
      const url = new URL(main.origin + (request.url ?? '/'));
      counting.request(url.pathname);
      if (!url.pathname.startsWith('/oidc/')) return handleApi(request, response, url);
      if (await handleSignIn(request, response, url)) return;
      if (url.pathname.startsWith('/oidc/token') && !(await troubleTokens(url.pathname, response, faults))) return;
      // The provider finds the place where it is mounted by comparing these two.
      Object.assign(request, { originalUrl: request.url });
      request.url = (request.url ?? '').slice('/oidc'.length);
      await callback(request, response);
    });

    const changes = createChanges(catalogue);
    return {
      url: main.origin,
      problems,
      counters: counting.shown,
      accounts,
      setFaults: faults.set,
      issueToken: (user) => issueTokens(provider, user),
      amend: changes.amend,
      withdraw: changes.withdraw,
      assign: async (count) => catalogue.addGenerated({ ...small, count, organisation: await organisations(db) }),
      rotateKey: keys.rotate,
      dropKey: keys.drop,
      tamperManifest: changes.tamper,
      submissions: catalogue.list,
      assignManifest: changes.assignManifest,
      packages: () => listPackages(db),
      async evidencePath(submission, evidence) {
        const row = await catalogue.evidence(submission, evidence);
        if (row === undefined) throw new Error(`no evidence ${evidence} in ${submission}`);
        return store.pathOf(row.sha256);
      },
      async stop() {
        stopping = true;
        await Promise.all(listeners.map((one) => one.close()));
        await centre.close();
        await db.close();
      },
    };
  }
}

/** What `assign` gives an organisation. */
const small = { files: 2, megabytes: 0.05, sizes: 'equal' } as const;

/** Makes the content, unless the folder has some. */
async function fill(db: Database, catalogue: Catalogue, content: ServerContent): Promise<void> {
  if ((await readSetting(db, 'content')) !== null) return;
  if (content.kind === 'sample') await catalogue.addSample();
  else {
    const { submissions: count, files, megabytes, sizes = 'lognormal', laoFile } = content;
    await catalogue.addGenerated({ count, files, megabytes, sizes, organisation: await readOrganisations(laoFile) });
  }
  await writeSetting(db, 'content', JSON.stringify(content));
}

async function organisations(db: Database) {
  const content = JSON.parse((await readSetting(db, 'content')) ?? '{"kind":"sample"}') as ServerContent;
  return readOrganisations(content.kind === 'generated' ? content.laoFile : undefined);
}
