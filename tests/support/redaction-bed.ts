import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mark, Rect } from '#common/domain/annotation.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { buildIfStale } from '#main/build.ts';
import { createPrinter } from '#main/host/chromium/printer.ts';
import { createTestLibrary, newFolder, openTestApp, removeFolder, type TestApp } from './test-app.ts';

/** The application with a sample, and the real browser that draws and prints. */
export interface RedactionBed {
  readonly app: TestApp;
  readonly submission: string;
  /** For files of a test; goes away with the bed. */
  readonly folder: string;
  /** Puts a file among the evidence. */
  add(name: string, bytes: Uint8Array): Promise<EvidenceItem>;
  mark(file: EvidenceItem, change: Partial<Mark> & Pick<Mark, 'kind'>): Promise<Mark>;
  redact(file: EvidenceItem, page: number, rects: readonly Rect[], comment?: string): Promise<Mark>;
  copy(file: EvidenceItem): Promise<Buffer>;
  fetch(ticket: string): Promise<Buffer>;
  /** Once, before the next thing is printed. */
  beforePrint(work: () => Promise<unknown>): void;
  /** A path with these bytes. */
  store(bytes: Uint8Array, ending?: string): Promise<string>;
  close(): Promise<void>;
}

/** One answer carries no more than 8 MiB. */
const piece = 4 * 1024 * 1024;

export async function openRedactionBed(): Promise<RedactionBed> {
  await buildIfStale();
  const [data, folder] = [await newFolder(), await newFolder()];
  const printer = createPrinter({ profilesFolder: join(folder, 'profile') });
  let before: (() => Promise<unknown>) | null = null;
  const app = await openTestApp({
    folder: data,
    async print(of, path, setup) {
      const work = before;
      before = null;
      await work?.();
      return printer.print(of, path, setup);
    },
  });
  await createTestLibrary(app);
  await app.call('submission.importSample', { job: randomUUID() });
  const [first] = await app.call('submission.list', {});
  const submission = first!.id;
  const { manifest } = await app.call('submission.get', { id: submission });
  const indicator = manifest.evidence[0]!.indicators[0]!;

  const store: RedactionBed['store'] = async (bytes, ending = 'pdf') => {
    const path = join(folder, `${randomUUID()}.${ending}`);
    await writeFile(path, bytes);
    return path;
  };
  const fetch = async (ticket: string): Promise<Buffer> => {
    const parts: Uint8Array[] = [];
    for (let begin = 0; ; begin += piece) {
      const range = `bytes=${String(begin)}-${String(begin + piece - 1)}`;
      const { status, body } = await app.app.serve({ origin: 'app', method: 'GET', path: `/export/${ticket}`, range });
      if (status !== 206) throw new Error(`Answered ${String(status)}`);
      parts.push(body);
      if (body.length < piece) return Buffer.concat(parts);
    }
  };
  const mark: RedactionBed['mark'] = async (file, change) => {
    const made: Mark = {
      ...{ id: randomUUID(), evidence: file.id, sha256: file.sha256, indicator, page: 1, strokes: [] },
      ...{ rects: [{ x: 10, y: 10, width: 50, height: 20 }], colour: 'blue', stamp: '', quote: null, comment: '' },
      author: { id: randomUUID(), name: 'ปาริชาต วงศ์เมธากุล' },
      createdAt: '2024-07-05T04:42:07.123Z',
      modifiedAt: '2024-07-05T04:42:07.123Z',
      ...change,
    };
    const annotation = toWebAnnotation(made, file.mediaType);
    await app.call('review.record', {
      ...{ submission, command: randomUUID() },
      change: { type: 'annotation.created', payload: { annotation } },
    });
    return made;
  };

  return {
    app,
    submission,
    folder,
    fetch,
    store,
    mark,
    beforePrint: (work) => {
      before = work;
    },
    async add(name, bytes) {
      const ticket = await app.app.accept(await store(bytes, name.split('.').at(-1)));
      const { evidence, snapshot } = await app.call('evidence.add', {
        ...{ submission, command: randomUUID(), indicators: [indicator], title: name, how: 'file' as const, ticket },
      });
      const added = snapshot.review.teamEvidence.find(({ id }) => id === evidence)!;
      return { ...added, path: name, indicators: [indicator] };
    },
    redact: (file, page, rects, comment = '') => mark(file, { kind: 'redaction', page, rects, comment }),
    async copy(file) {
      const wanted = { submission, evidence: file.id, language: 'th' as const };
      return fetch((await app.call('annotation.exportPdf', wanted)).ticket);
    },
    async close() {
      await app.close();
      await printer.close();
      await removeFolder(data);
      await removeFolder(folder);
    },
  };
}
