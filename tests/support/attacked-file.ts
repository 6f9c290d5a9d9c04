import { expect } from 'vitest';
import type { Download, DownloadQueue } from '#common/contract/channels/download.ts';
import { openAttackedApp, type AttackedApp } from './attacked-app.ts';
import { said, sealedFiles } from './attacks.ts';
import type { Attack, Middle } from './middle.ts';

interface Attacked {
  readonly id: string;
  readonly download: Download | undefined;
}

/** Submissions of two files each, of which `e1` is attacked and `e2` is not. */
export interface AttackedFile extends AttackedApp {
  /** What became of a submission whose first file is attacked. */
  attackOn(attack: Attack, id?: string): Promise<Attacked>;
  /** Requests for the attacked file. */
  asked(): Middle['seen'];
  /** `e1` was put aside with this reason; `e2` is ready, and nothing of `e1` lies on disk. */
  expectPutAside(attacked: Attacked, problem: string, status: 'quarantined' | 'missing'): Promise<void>;
  expectReady(id: string): Promise<void>;
  /** Between two attacks. */
  rest(): Promise<void>;
}

/** Bytes of each file. */
export const fileSize = 200_000;
export const attackedFile = /\/evidence\/e1$/;

/** Headers of an answer that says how long it is. */
export const head = (length: number, also: object = {}) => ({
  'content-type': 'application/octet-stream',
  'content-length': String(length),
  ...also,
});

export async function openAttackedFile(submissions: number, prepare?: (middle: Middle) => void): Promise<AttackedFile> {
  const megabytes = (2 * fileSize) / 1e6;
  const bed = await openAttackedApp(
    { kind: 'generated', submissions, files: 2, megabytes, sizes: 'equal' },
    prepare === undefined ? {} : { prepare },
  );
  const { app, middle } = bed;
  return {
    ...bed,
    async attackOn(attack, id = bed.next()) {
      middle.attack(attackedFile, attack);
      await app.call('download.add', { submissions: [id] });
      // What the attack before did to the line is no concern of this one.
      await app.call('download.resume', { submission: null });
      const { downloads } = await app.until(isDone);
      return { id, download: downloads[0] };
    },
    asked: () => middle.seen.filter(({ path }) => path.endsWith('/evidence/e1')),
    async expectPutAside({ id, download }, problem, status) {
      expect(problemOf(download)).toBe(`e1 ${problem}`);
      const { summary, evidence } = await app.call('submission.get', { id });
      expect(summary.state).toBe('incomplete');
      expect(evidence).toEqual([
        { id: 'e1', status },
        { id: 'e2', status: 'ready' },
      ]);
      expect((await sealedFiles(app.folder)).partial).toEqual([]);
      const opened = await app.app.serve({ origin: 'app', path: `/evidence/${id}/e1`, method: 'GET', range: null });
      expect(opened.status).not.toBe(200);
    },
    async expectReady(id) {
      const { summary, evidence } = await app.call('submission.get', { id });
      expect([summary.state, ...evidence.map(({ status }) => status)]).toEqual(['ready', 'ready', 'ready']);
    },
    async rest() {
      middle.rest();
      for (const { submission } of (await app.call('download.queue', {})).downloads)
        await app.call('download.cancel', { submission });
      expect(await sealedFiles(app.folder)).toMatchObject({ partial: [], temporary: [] });
    },
  };
}

const isDone = ({ downloads }: DownloadQueue) => downloads.length === 0 || downloads[0]?.state === 'failed';

function problemOf(download: Download | undefined): string {
  if (download === undefined) return 'none';
  const { problems, failure } = download;
  return [...problems.map((one) => `${one.evidence} ${said(one.failure)}`), ...(failure ? [said(failure)] : [])].join(
    ', ',
  );
}
