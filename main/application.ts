import { basename, join } from 'node:path';
import { events as eventTable, type EventName } from '#common/contract/events.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { writeScratch } from './storage/scratch.ts';
import { packageCode } from './verify/package-members.ts';
import type { Application, AppPath, Host, PageSetup, Served, ServeRequest } from './host/host.ts';
import { createAssets } from './lib/assets.ts';
import { attachment, serveBytes } from './lib/byte-range.ts';
import { createExports } from './lib/exports.ts';
import { createServerLine } from './lib/http/over-the-line.ts';
import { createLog } from './lib/log.ts';
import type { Clock, Emit, Ids } from './lib/ports.ts';
import { readIfThere } from './lib/read-if-there.ts';
import { createPrintData } from './lib/print-data.ts';
import { createRouter } from './lib/router.ts';
import { systemClock, systemIds } from './lib/system.ts';
import { createTickets } from './lib/tickets.ts';
import { annotationHandlers } from './features/annotation/handlers.ts';
import { createAnnotations } from './features/annotation/service.ts';
import { assignmentHandlers } from './features/assignment/handlers.ts';
import { createAssignments } from './features/assignment/service.ts';
import { downloadHandlers } from './features/download/handlers.ts';
import { createDownloads } from './features/download/service.ts';
import { evidenceHandlers } from './features/evidence/handlers.ts';
import { createEvidence } from './features/evidence/service.ts';
import { createUploads } from './features/evidence/uploads.ts';
import { instrumentHandlers } from './features/instrument/handlers.ts';
import { createInstruments } from './features/instrument/service.ts';
import { libraryHandlers } from './features/library/handlers.ts';
import { createLibraryService } from './features/library/service.ts';
import { outboxHandlers } from './features/outbox/handlers.ts';
import { createOutbox } from './features/outbox/service.ts';
import { packageHandlers } from './features/package/handlers.ts';
import { createPackages } from './features/package/service.ts';
import { phraseHandlers } from './features/phrase/handlers.ts';
import { createPhrases } from './features/phrase/service.ts';
import { provinceHandlers } from './features/province/handlers.ts';
import { createProvince } from './features/province/service.ts';
import { readinessHandlers } from './features/readiness/handlers.ts';
import { createReadiness } from './features/readiness/service.ts';
import { receiptHandlers } from './features/receipt/handlers.ts';
import { createReceipts } from './features/receipt/service.ts';
import { reportHandlers } from './features/report/handlers.ts';
import { printJob, printRecoverySheet } from './features/report/print-report.ts';
import { createReports } from './features/report/service.ts';
import { reviewHandlers } from './features/review/handlers.ts';
import { createReviews } from './features/review/service.ts';
import { searchHandlers } from './features/search/handlers.ts';
import { createSearch } from './features/search/service.ts';
import { serverHandlers } from './features/server/handlers.ts';
import { createServerService } from './features/server/service.ts';
import { settingsHandlers } from './features/settings/handlers.ts';
import { createEvidenceFiles } from './features/submission/evidence-files.ts';
import { submissionHandlers } from './features/submission/handlers.ts';
import { createSubmissions } from './features/submission/service.ts';
import { trustHandlers } from './features/trust/handlers.ts';
import { createTrust } from './features/trust/service.ts';
import { createHttpClient } from './lib/http/client.ts';
import { askOver } from './lib/signing/ask-authority.ts';
import { createTokens } from './lib/signing/pkcs11/token-client.ts';

export interface ApplicationOptions {
  /** Everything the app keeps lies under this folder. */
  readonly dataFolder: string;
  /** The shipped `resources/`: instruments, sample. */
  readonly resourcesFolder: string;
  /** The built page (`out/renderer`). */
  readonly rendererFolder: string;
  /** Threads and what they load (`out/workers`). */
  readonly workersFolder: string;
  /** The page that goes into every package (`out/verify.html`). */
  readonly verifyPageFile: string;
  readonly version: string;
  readonly host: Pick<Host, 'name' | 'secrets' | 'settings' | 'print' | 'reveal' | 'startProgram'>;
  /** Address of a server to use from now on. */
  readonly server?: string | undefined;
  readonly clock?: Clock;
  readonly ids?: Ids;
}

/** The composition root: builds services and handlers, and is what a host opens a window on. */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const { dataFolder, resourcesFolder, host, version } = options;
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? systemIds(clock);
  const log = createLog(join(dataFolder, 'log'));
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const emit: Emit = (event, payload) => {
    const checked = eventTable[event as EventName].parse(payload);
    for (const listener of listeners) listener(event, checked);
  };

  const tickets = createTickets(ids);
  const exports = createExports(ids);
  const printData = createPrintData(ids);
  const assets = createAssets(options.rendererFolder);
  const print = (path: AppPath, setup: PageSetup): Promise<Uint8Array> => host.print(application, path, setup);

  const library = createLibraryService({
    folder: dataFolder,
    hostName: host.name,
    version,
    secrets: host.secrets,
    clock,
    ids,
    emit,
    exports,
    printRecovery: (sheet) => {
      const { language, printDigits } = host.settings.get();
      return printRecoverySheet({ print, printData }, sheet, { language, digits: printDigits });
    },
  });
  const current = () => library.current();
  const submissions = createSubmissions({
    current,
    clock,
    emit,
    tickets,
    resourcesFolder,
    alsoRemove: async (tx, id) => {
      await search.discard(tx, id);
      await outbox.discard(tx, id);
      return [...(await packages.discard(tx, id)), ...(await evidence.contents(tx, id))];
    },
    teamFile: (submission, id) => evidence.file(submission, id),
  });
  const evidenceFiles = createEvidenceFiles({ find: submissions.findEvidence, exports, ids });
  const reviews = createReviews({ current, submissions, emit });
  const phrases = createPhrases({ current, clock, ids, emit });
  const uploads = createUploads({ current, clock, ids });
  const evidence = createEvidence({ current, clock, emit, tickets, uploads, submissions, reviews });
  const annotations = createAnnotations({ current, reviews, tickets, exports, clock, print, printData });
  const reports = createReports({
    print,
    printData,
    reviews,
    packageCode,
    verify: (ticket) => packages.verify({ ticket, job: ids.random() }),
    office: () => current().profile.office,
    exports,
    clock,
  });
  const province = createProvince({
    current,
    renderReport: (submission, paper) => reports.renderUnsigned(submission, paper),
    submissions,
    reviews,
    exports,
    clock,
    emit,
    version,
    printJob: (job) => printJob({ print, printData }, job),
    keep: (source) => writeScratch(current().temporary, source),
  });
  const trust = createTrust({ current, clock, ids, emit, tickets });
  const authorityLine = createHttpClient({ connections: 1, privateAddresses: true });
  const packages = createPackages({
    current,
    clock,
    ids,
    emit,
    tickets,
    exports,
    submissions,
    reviews,
    reports,
    annotations,
    confirmPassphrase: (passphrase) => library.checkPassphrase(passphrase),
    tokens: createTokens((file) => host.startProgram(file)),
    trust: {
      trusted: () => trust.trusted(),
      files: () => trust.files(),
      authority: async () => {
        const address = await trust.authority();
        return address === null ? null : askOver(authorityLine, address, () => clock.now());
      },
    },
    defect: (where, error) => log.defect(where, error),
    version,
    verifyPage: async () => {
      const page = await readIfThere(options.verifyPageFile);
      if (page === null) throw new AppError('package.no-verify-page');
      return page;
    },
  });
  const receipts = createReceipts({
    current,
    emit,
    tickets,
    findPackage: async (sha256) => {
      const found = await packages.find(sha256);
      if (found !== null) return found;
      const sent = await outbox.sentAs(sha256);
      return (await packages.list(null)).find(({ id }) => id === sent) ?? null;
    },
    received: (sha256, receipt) => outbox.received(sha256, receipt),
  });
  const server = createServerService({
    current,
    clock,
    emit,
    reveal: (target) => host.reveal(target),
    syncedAt: () => assignments.syncedAt(),
    forgetServer: (tx) => assignments.forgetServer(tx),
    signedIn: () => {
      goOnDownloading();
      outbox.wake();
    },
  });
  const atServer = { current, session: server.session, clock, emit };
  const line = createServerLine();
  const assignments = createAssignments({
    ...atServer,
    compareClocks: () => server.compareClocks(),
    revisionsHere: (reader) => submissions.revisionsHere(reader),
    stopDownloads: (ids) => downloads.withdraw(ids),
  });
  const downloads = createDownloads({
    ...{ ...atServer, ...line },
    findAssignment: (submission) => assignments.find(submission),
    submissions,
    defect: (where, error) => log.defect(where, error),
  });
  const outbox = createOutbox({
    ...{ ...atServer, ...line, ids },
    containers: () => packages.containers(),
    importReceipt: (jws, about, trusted) => receipts.importText(jws, about, trusted),
    person: () => current().profile.name,
    defect: (where, error) => log.defect(where, error),
  });
  const background = (where: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      if (!isAppError(error)) log.defect(where, error);
    });
  };
  const goOnDownloading = () => background('downloads', downloads.wake());
  const readiness = createReadiness({
    current,
    clock,
    emit,
    submissions,
    keys: () => packages.keys.list(),
    recoveryPrinted: async () => (await library.status()).recoveryPrinted,
    expected: () => assignments.list(),
    clockAhead: () => server.clockAhead(),
  });
  const instruments = createInstruments({
    current,
    used: async () => (await submissions.records()).map(({ instrumentDigest }) => instrumentDigest),
    shippedFolder: join(resourcesFolder, 'instruments'),
    tickets,
    exports,
    clock,
    emit,
  });
  const search = createSearch({
    current,
    clock,
    emit,
    version,
    workersFolder: options.workersFolder,
    sources: {
      records: () => submissions.records(),
      load: (id) => submissions.load(id),
      review: async (id) => (await reviews.load(id)).review,
    },
    defect: (where, error) => log.defect(where, error),
  });
  listeners.add((event, payload) => search.heed(event, payload));
  listeners.add((event, payload) => {
    if (event !== 'changed') return;
    const { what } = eventTable.changed.parse(payload);
    if (what === 'trust') void packages.timestamps.wake();
    if (what === 'server') packages.timestamps.nudge();
    if (what === 'packages') outbox.heed();
  });
  library.onChange((open) => {
    if (open) {
      search.start();
      void packages.timestamps.wake();
      const ready = options.server === undefined ? Promise.resolve() : server.preset(options.server);
      background(
        'server',
        ready.then(() => {
          goOnDownloading();
          outbox.wake();
        }),
      );
      return;
    }
    background('downloads', downloads.close());
    background('outbox', outbox.close());
    background('search', search.close());
    packages.timestamps.stop();
    server.forget();
    assignments.forget();
    readiness.forget();
    province.forget();
    submissions.forget();
    evidenceFiles.forget();
    reviews.forget();
    uploads.clear();
    exports.clear();
    printData.clear();
  });

  const handle = createRouter(
    {
      ...libraryHandlers(library),
      ...settingsHandlers(host.settings, emit),
      ...submissionHandlers(submissions, evidenceFiles),
      ...reviewHandlers(reviews),
      ...phraseHandlers(phrases),
      ...evidenceHandlers(evidence, uploads),
      ...annotationHandlers(annotations),
      ...packageHandlers(packages),
      ...receiptHandlers(receipts),
      ...outboxHandlers(outbox),
      ...readinessHandlers(readiness),
      ...instrumentHandlers(instruments),
      ...reportHandlers(reports),
      ...provinceHandlers(province),
      ...serverHandlers(server),
      ...assignmentHandlers(assignments),
      ...downloadHandlers(downloads),
      ...searchHandlers(search),
      ...trustHandlers(trust),
    },
    (channel, error) => log.defect(channel, error),
  );

  async function serve(request: ServeRequest): Promise<Served> {
    const stream = request.origin !== 'app' ? /^\/stream\/([\w-]+)$/.exec(request.path)?.[1] : undefined;
    if (stream !== undefined) return evidenceFiles.serveStream(stream, request.range);
    const [, room, first, second] =
      /^\/(evidence|export|preview|print-data)\/([^/?#]+)(?:\/([^/?#]+))?$/.exec(request.path) ?? [];
    if (request.origin !== 'app' || room === undefined || first === undefined) return assets.serve(request);
    switch (room) {
      case 'evidence':
        return second === undefined ? notFound : submissions.serveEvidence(first, second, request.range);
      case 'export': {
        const offered = exports.find(first);
        if (offered === undefined) return notFound;
        return serveBytes(offered, request.range, {
          'content-type': offered.type,
          'content-disposition': attachment(offered.fileName),
        });
      }
      // Hosts save whatever comes from `/export/`: what is only to be looked at has an address of its own.
      case 'preview': {
        const offered = exports.find(first);
        return offered === undefined ? notFound : serveBytes(offered, request.range, binary);
      }
      default: {
        const body = printData.take(first.replace(/\.json$/, ''));
        return body === undefined ? notFound : { ...notFound, status: 200, headers: json, body };
      }
    }
  }

  const application: Application = {
    title: 'LPA Assessor',
    handle,
    serve,
    accept: async (filePath) => tickets.issue(filePath),
    async openFile(filePath) {
      emit('opened', { ticket: tickets.issue(filePath), name: basename(filePath) });
    },
    onEmit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await downloads.close();
      await outbox.close();
      await search.close();
      await library.close();
      packages.timestamps.stop();
      await authorityLine.close();
      await server.close();
    },
  };
  await library.start();
  return application;
}

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const binary = { 'content-type': 'application/octet-stream' };
const notFound: Served = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: new TextEncoder().encode('Not found'),
};
