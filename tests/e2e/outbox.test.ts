import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startServer, type RunningServer } from '#tests/server/start-server.ts';
import { createAuthority, issueCertificate } from '#tests/support/certificate-authority.ts';
import { signIn } from '#tests/support/journey/download.ts';
import { unlock } from '#tests/support/journey/first-run.ts';
import type { RunningApp } from '#tests/support/launch-app.ts';
import { partsOf } from '#tests/support/package-fixture.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import { asClosingChair, signPackage } from '#tests/support/signed-library.ts';
import { asMember, newFolder, openTestApp, passphrase, removeFolder } from '#tests/support/test-app.ts';
import { startTimestampAuthority, timestampUse } from '#tests/support/timestamp-authority.ts';
import { lookAt } from './support/axe.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openWindow, removeAll } from './support/stage.ts';

let folder = '';
let server: RunningServer;
afterEach(async () => {
  await endAll();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
afterAll(removeAll);

interface Seat {
  readonly app: RunningApp;
  /** Where the browser puts what is saved. */
  readonly downloads: string;
}

/** A window with one signed package, on a server that assigned it to this team. `authority`: stamps it before. */
async function openSigned(team: string, as = asClosingChair, authority: string | null = null): Promise<Seat> {
  folder = await mkdtemp(join(tmpdir(), 'lpa-e2e-desk-'));
  server = await startServer({ folder });
  await server.assignManifest((await partsOf()).manifestJws, team);
  const stage = await newStage('library');
  const outside = join(stage.folder, 'outside');
  await mkdir(outside);
  const prepared = await openTestApp({ folder: stage.data, print: () => signablePdf() });
  await prepared.call('library.unlock', { passphrase });
  if (authority !== null) await prepared.call('trust.setAuthority', { address: authority });
  await signPackage(prepared, outside, as);
  const stamped = async () =>
    (await prepared.call('package.list', { submission: null })).every(({ timestamp }) => timestamp !== null);
  if (authority !== null) await expect.poll(stamped, { timeout: 60_000 }).toBe(true);
  await prepared.close();
  const app = await openWindow(stage, { server: server.url });
  await unlock(app.page, passphrase);
  await app.page.getByRole('link', { name: 'กล่องขาออก' }).click();
  await app.page.getByText('ต้องเข้าสู่ระบบก่อน').waitFor();
  await signIn(app, server, async () => undefined);
  return { app, downloads: stage.downloads };
}

/** From the signed package to the receipt, through the real window. */
test('a signed package goes out once the person says so, waits for the line by itself, and comes back as received', async () => {
  const { page } = (await openSigned('t3')).app;
  const ready = page.getByRole('region', { name: 'พร้อมส่ง', exact: true });
  await ready.getByRole('button', { name: /^ส่ง:/ }).waitFor();
  expect(await lookAt(page, 'outbox, ready')).toEqual([]);
  server.setFaults('drop');
  await ready.getByRole('button', { name: /^ส่ง:/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('ยังไม่ได้ตั้งผู้ให้บริการประทับเวลา').waitFor();
  expect(await lookAt(page, 'outbox, level')).toEqual([]);
  await dialog.getByRole('button', { name: 'ส่งเลย ระดับ B' }).click();
  const going = page.getByRole('region', { name: 'รอส่ง และส่งแล้ว' });
  await going.getByText('รอเครือข่าย').waitFor();
  await page.getByRole('contentinfo').getByText('รอส่ง 1 รายการ').waitFor();
  expect(await server.packages()).toEqual([]);
  expect(await lookAt(page, 'outbox, waiting')).toEqual([]);
  server.setFaults(null);
  await going.getByText('ได้ใบรับแล้ว รอท่านยืนยันศูนย์').waitFor();
  expect(await server.packages()).toHaveLength(1);
  await going.getByRole('button', { name: /^ยืนยันศูนย์/ }).click();
  await dialog.getByText('ศูนย์รับผลการประเมิน LPA').waitFor();
  await dialog.getByRole('button', { name: 'ตรงกัน ยืนยันศูนย์นี้' }).click();
  await going.getByText('รับแล้ว', { exact: true }).waitFor();
  expect(await lookAt(page, 'outbox, received')).toEqual([]);
  await page.getByRole('link', { name: 'งานที่ได้รับมอบหมาย' }).click();
  await page
    .getByRole('row', { name: /ท่าแก้วพัฒนา/ })
    .getByText('รับแล้ว', { exact: true })
    .waitFor();
  expect(server.problems).toEqual([]);
}, 240_000);

test('what the server does not take says why; it is taken out, put in again, and carried on a stick', async () => {
  const { app, downloads } = await openSigned('t5');
  const { page } = app;
  const send = async (how: string) => {
    const ready = page.getByRole('region', { name: 'พร้อมส่ง', exact: true });
    await ready.getByRole('button', { name: /^ส่ง:/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: how }).click();
  };
  const going = page.getByRole('region', { name: 'รอส่ง และส่งแล้ว' });
  const more = async (name: string) => {
    await going.getByRole('button', { name: /^เพิ่มเติม/ }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await send('รอตราประทับเวลา');
  await going.getByText('รอตราประทับเวลา').waitFor();
  await more('เอาออกจากกล่อง');
  await going.waitFor({ state: 'detached' });
  await send('ส่งเลย ระดับ B');
  await going.getByText('ส่งไม่สำเร็จ').waitFor();
  await going.getByText('ไม่ใช่งานของทีมท่าน').waitFor();
  expect(await lookAt(page, 'outbox, failed')).toEqual([]);
  await more('บันทึกลงแฟลชไดรฟ์');
  const dialog = page.getByRole('dialog');
  // Nobody confirms what was not saved.
  const done = dialog.getByRole('button', { name: 'ไฟล์อยู่ในแฟลชไดรฟ์แล้ว' });
  const save = dialog.getByRole('button', { name: 'บันทึก 1 ไฟล์' });
  await save.waitFor();
  expect(await done.count()).toBe(0);
  await save.click();
  await done.waitFor();
  await expect.poll(async () => (await readdir(downloads)).filter((name) => name.endsWith('.asice'))).toHaveLength(1);
  expect(await lookAt(page, 'outbox, stick')).toEqual([]);
  await done.click();
  await going.getByText('นำส่งเอง รอใบรับ').waitFor();
  await going.getByText('นางสาวปาริชาต วงศ์เมธากุล บันทึกไปนำส่ง').waitFor();
  expect(await lookAt(page, 'outbox, carried')).toEqual([]);
  await page.getByRole('link', { name: 'งานที่ได้รับมอบหมาย' }).click();
  const row = page.getByRole('row', { name: /ท่าแก้วพัฒนา/ });
  await row.getByText('ส่งแล้ว รอใบรับ').waitFor();
  expect(await server.packages()).toEqual([]);
}, 240_000);

test('a server without time is no missing network; what went wrong is said, and is gone once the package is there', async () => {
  const { page } = (await openSigned('t3')).app;
  server.setFaults('failupload=503');
  await page.getByRole('region', { name: 'พร้อมส่ง', exact: true }).getByRole('button', { name: /^ส่ง:/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'ส่งเลย ระดับ B' }).click();
  const going = page.getByRole('region', { name: 'รอส่ง และส่งแล้ว' });
  const waits = going.getByText('รอเซิร์ฟเวอร์', { exact: true });
  const retry = () => going.getByRole('button', { name: /^ลองอีกครั้ง/ }).click();
  const busy = going.getByText('เซิร์ฟเวอร์มีผู้ใช้มาก');
  await busy.waitFor();
  await waits.waitFor();
  expect(await going.getByText('รอเครือข่าย').count()).toBe(0);

  server.setFaults('failupload=423');
  await retry();
  const locked = going.getByText('เซิร์ฟเวอร์ยังล็อกรายการนี้ไว้จากการส่งครั้งก่อน');
  await locked.waitFor();
  await waits.waitFor();
  await busy.waitFor({ state: 'detached' });
  expect(await lookAt(page, 'outbox, locked')).toEqual([]);
  await invokeInPage(page, 'settings.set', { language: 'en' });
  await page.getByText('The server still keeps this upload locked from an earlier try.').waitFor();
  await page.getByText('Waits for the server', { exact: true }).waitFor();
  await invokeInPage(page, 'settings.set', { language: 'th' });

  server.setFaults('corruptupload');
  // It may be trying again by itself just now.
  const failed = going.getByText('ส่งไม่สำเร็จ', { exact: true });
  await expect
    .poll(
      async () => {
        if (await failed.isVisible()) return true;
        await retry().catch(() => undefined);
        return failed.isVisible();
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBe(true);
  const differs = going.getByText('สิ่งที่ไปถึงเซิร์ฟเวอร์ไม่ตรงกับแพ็กเกจสองครั้ง');
  await differs.waitFor();
  await locked.waitFor({ state: 'detached' });
  expect(await server.packages()).toEqual([]);

  server.setFaults(null);
  await retry();
  await going.getByText('ได้ใบรับแล้ว รอท่านยืนยันศูนย์').waitFor();
  await differs.waitFor({ state: 'detached' });
  expect(await failed.count()).toBe(0);
  expect(await server.packages()).toHaveLength(1);
}, 240_000);

test('a package that the chair has not closed is named so, sent only when the person insists, and held by the centre', async () => {
  const world = await newFolder();
  const ca = createAuthority(world, 'ca', { subject: '/CN=ผู้ออกใบรับรอง' });
  issueCertificate(ca, 'tsa', { subject: '/CN=ผู้ประทับเวลา', extensions: timestampUse });
  const authority = await startTimestampAuthority(ca, 'tsa');
  try {
    const { page } = (await openSigned('t3', asMember, authority.url)).app;
    const ready = page.getByRole('region', { name: 'พร้อมส่ง', exact: true });
    await ready.getByText('ประธานยังไม่ปิดแพ็กเกจ', { exact: true }).waitFor();
    const send = ready.getByRole('button', { name: /^ส่ง:/ });
    await send.click();
    const dialog = page.getByRole('dialog', { name: 'ประธานยังไม่ปิดแพ็กเกจ' });
    await dialog.getByText('ศูนย์จะพักไว้จนกว่าจะได้ฉบับที่ประธานลงนามปิด').waitFor();
    expect(await lookAt(page, 'outbox, not closed')).toEqual([]);
    await dialog.getByRole('button', { name: 'ยกเลิก' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await invokeInPage(page, 'outbox.list', {})).items).toEqual([]);
    await send.click();
    await dialog.getByRole('button', { name: 'ส่งทั้งที่ยังไม่ปิด' }).click();
    const going = page.getByRole('region', { name: 'รอส่ง และส่งแล้ว' });
    await going.getByRole('button', { name: /^ยืนยันศูนย์/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'ตรงกัน ยืนยันศูนย์นี้' }).click();
    await going.getByText('ศูนย์พิจารณาอยู่', { exact: true }).waitFor();
    expect(await server.packages()).toHaveLength(1);
  } finally {
    await authority.close();
    await removeFolder(world);
  }
}, 240_000);
