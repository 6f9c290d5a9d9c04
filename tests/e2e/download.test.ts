import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, test } from 'vitest';
import { startServer } from '#tests/server/start-server.ts';
import type { RunningServer } from '#tests/server/server-types.ts';
import { rowOf, signIn } from '#tests/support/journey/download.ts';
import { unlock } from '#tests/support/journey/first-run.ts';
import { evidenceDrawn } from '#tests/support/journey/mark.ts';
import type { RunningApp } from '#tests/support/launch-app.ts';
import { passphrase } from '#tests/support/test-app.ts';
import { endAll, newStage, openWindow, powerCut, removeAll, type Stage } from './support/stage.ts';

const lao = 'ท่าแก้วพัฒนา';
const noLook = async () => undefined;

let folder = '';
let server: RunningServer;
let stage: Stage;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-e2e-server-'));
  server = await startServer({ folder });
  stage = await newStage('library');
});
afterEach(async () => {
  await endAll();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
afterAll(removeAll);

async function openSignedIn(): Promise<RunningApp> {
  const app = await openWindow(stage, { server: server.url });
  await unlock(app.page, passphrase);
  await signIn(app, server, noLook);
  await rowOf(app.page, lao).waitFor();
  return app;
}

const download = (app: RunningApp) =>
  rowOf(app.page, lao)
    .getByRole('button', { name: /ดาวน์โหลด/ })
    .first()
    .click();
const isReady = (app: RunningApp) => rowOf(app.page, lao).getByText('พร้อมตรวจออฟไลน์').waitFor();

test('a power cut in the middle: the queue goes on by itself, and the work opens without a network', async () => {
  const app = await openSignedIn();
  server.setFaults('slow=60000');
  await download(app);
  await rowOf(app.page, lao).getByText('กำลังดาวน์โหลด').waitFor();
  await app.page
    .getByText(/kB\/s|MB\/s/)
    .first()
    .waitFor();
  await powerCut(app);
  server.setFaults(null);
  server.counters.reset();

  const again = await openWindow(stage, { server: server.url });
  await unlock(again.page, passphrase);
  await isReady(again);
  await server.stop();
  await rowOf(again.page, lao).click();
  await again.page.getByRole('link', { name: 'ตรวจและให้คะแนน' }).click();
  await evidenceDrawn(again.page);
});

test('a dead line: one sentence with a countdown, and "try now" goes on once it is back', async () => {
  const app = await openSignedIn();
  server.setFaults('drop');
  await download(app);
  // Long enough that no try of its own comes before the click.
  await app.page.getByText(/เครือข่ายขาด จะลองใหม่เองใน (?:[5-9]|\d\d) วินาที/).waitFor();
  await rowOf(app.page, lao).getByText('รอเครือข่าย').waitFor();
  // Neutral, as on any day in the field.
  await app.page.getByRole('contentinfo').getByText('ออฟไลน์').waitFor();
  server.setFaults(null);
  await app.page
    .getByRole('button', { name: /ลองเดี๋ยวนี้/ })
    .first()
    .click();
  await isReady(app);
});

test('a file that is not the LAO’s is named with its reason; the rest can be worked on, and loading again heals it', async () => {
  const app = await openSignedIn();
  server.setFaults('corrupt');
  await download(app);
  await app.page
    .getByText(/ไฟล์ไม่ตรงกับที่ อปท. ส่ง แม้ดาวน์โหลดใหม่แล้ว/)
    .first()
    .waitFor();
  await rowOf(app.page, lao)
    .getByText('ไฟล์ไม่ครบ')
    .or(rowOf(app.page, lao).getByText('ดาวน์โหลดไม่สำเร็จ'))
    .first()
    .waitFor();
  server.setFaults(null);
  await app.page
    .getByRole('button', { name: /ลองอีกครั้ง|ลองใหม่/ })
    .first()
    .click();
  await isReady(app);
});

test('an amended submission is announced, downloaded, and what changed is shown', async () => {
  const app = await openSignedIn();
  await download(app);
  await isReady(app);
  const mine = (await server.submissions()).find(({ lao: code }) => code === '05990312');
  await server.amend(mine?.id ?? '', {
    add: [
      {
        id: 'extra',
        title: 'หนังสือส่งเอกสารเพิ่มเติม',
        indicators: ['i03'],
        bytes: Buffer.from('%PDF-1.4 เพิ่มเติม'),
        mediaType: 'application/pdf',
      },
    ],
  });
  await app.page.getByRole('button', { name: 'ซิงก์', exact: true }).click();
  await rowOf(app.page, lao).getByText('มีฉบับใหม่').waitFor();
  await rowOf(app.page, lao)
    .getByRole('button', { name: /^ดาวน์โหลดฉบับใหม่/ })
    .click();
  await rowOf(app.page, lao).getByText('มีฉบับใหม่').waitFor({ state: 'detached' });
  await isReady(app);
  await rowOf(app.page, lao).click();
  await app.page.getByRole('heading', { name: /เปลี่ยนแปลงตั้งแต่เริ่มตรวจ/ }).waitFor();
  await app.page.getByText('+1 ไฟล์').first().waitFor();
});

test('withdrawn work stays, marked, with what the team did in it', async () => {
  const app = await openSignedIn();
  await download(app);
  await isReady(app);
  const mine = (await server.submissions()).find(({ lao: code }) => code === '05990312');
  await server.withdraw(mine?.assignment ?? '');
  await app.page.getByRole('button', { name: 'ซิงก์', exact: true }).click();
  await rowOf(app.page, lao).getByText('ถูกถอนจากทีม').waitFor();
  await rowOf(app.page, lao).click();
  await app.page.getByRole('heading', { name: `เทศบาลตำบล${lao}` }).waitFor();
});
