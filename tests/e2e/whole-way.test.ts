import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireBrowser } from '#main/host/chromium/find-browser.ts';
import {
  createAuthority,
  identityOf,
  issueCertificate,
  signerUse,
  type Authority,
} from '#tests/support/certificate-authority.ts';
import { finaliseFixture, importFixture } from '#tests/support/import-fixture.ts';
import { exportPackage, saveFrom, verifyInApp } from '#tests/support/journey/finish.ts';
import { root } from '#tests/support/paths.ts';
import { command, newFolder, openTestApp, passphrase, removeFolder } from '#tests/support/test-app.ts';
import { startTimestampAuthority, timestampUse, type TimestampAuthority } from '#tests/support/timestamp-authority.ts';
import { newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';

/** From the village to the centre and back, as four people with three computers do it: nothing is taken for granted between the steps. */
const [chair, second, third] = ['นายธนพล ศรีสุนทรกิจ', 'นางสาวปาริชาต วงศ์เมธากุล', 'นายอนุชา แก้วประเสริฐ'] as const;
const mayor = 'นายสมศักดิ์ ทองดี';

let world: string;
let ca: Authority;
let clock: TimestampAuthority;
beforeAll(async () => {
  world = await newFolder();
  ca = createAuthority(world, 'ca', { subject: '/CN=ผู้ออกใบรับรองจังหวัดธารานคร' });
  issueCertificate(ca, 'tsa', { subject: '/CN=ผู้ประทับเวลากลาง', extensions: timestampUse });
  clock = await startTimestampAuthority(ca, 'tsa');
  clock.manner = 'busy';
});
afterAll(async () => {
  await removeAll();
  await clock.close();
  await removeFolder(world);
});

/** A library that holds these people's keys, as the authority handed them out; with the review where it was made. */
async function computer(people: readonly string[], prepare?: (stage: Stage) => Promise<void>): Promise<Stage> {
  const stage = await newStage('library');
  await prepare?.(stage);
  const app = await openTestApp({ folder: stage.data });
  await app.call('library.unlock', { passphrase });
  for (const [index, name] of people.entries()) {
    const file = `key-${Buffer.from(name).toString('hex').slice(-12)}-${index}`;
    issueCertificate(ca, file, { subject: `/CN=${name}`, extensions: signerUse });
    await identityOf(ca, file, [ca]);
    const ticket = await app.app.accept(join(ca.folder, `${file}.p12`));
    await app.call('key.import', { ticket, password: 'x' });
  }
  const trusted = join(stage.folder, 'province.pem');
  await writeFile(trusted, ca.certificate);
  const { entries } = await app.call('trust.add', { ticket: await app.app.accept(trusted) });
  for (const { id } of entries) await app.call('trust.setPurposes', { id, purposes: ['signers', 'time'] });
  await app.call('trust.setAuthority', { address: clock.url });
  await app.close();
  return stage;
}

let submission: string;
async function reviewed(stage: Stage): Promise<void> {
  const app = await openTestApp({ folder: stage.data });
  await app.call('library.unlock', { passphrase });
  submission = await importFixture(app, stage.folder);
  const { manifest } = await app.call('submission.get', { id: submission });
  const { team, order } = manifest.assignment;
  const members = [chair, second, third].map((name, index) => ({ name, title: index === 0 ? 'ประธาน' : 'กรรมการ' }));
  const record = { team, orderNumber: order.number, orderDate: order.date, visitedOn: null, place: '', members };
  await app.call('review.record', { submission, command: command(), change: { type: 'team.set', payload: record } });
  await finaliseFixture(app, submission);
  await app.close();
}

const dialog = (page: Page) => page.getByRole('dialog');
async function sign(page: Page, open: string, who: string, role?: string): Promise<void> {
  await page.getByRole('button', { name: open, exact: true }).click();
  await dialog(page).getByRole('button', { name: 'ใบรับรองที่ใช้ลงนาม' }).click();
  await page.getByRole('option', { name: who }).click();
  if (role !== undefined) {
    await dialog(page).getByRole('button', { name: 'ลงนามในฐานะ' }).click();
    await page.getByRole('option', { name: role }).click();
  }
  await dialog(page).getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill(passphrase);
  await dialog(page).getByRole('button', { name: 'ลงนาม', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** The package is opened on another computer, signed there, and goes back as a file. */
async function signElsewhere(stage: Stage, file: string, who: string, role?: string): Promise<string> {
  const { page, quit } = await openUnlocked(stage);
  await verifyInApp(page, file, 'ประธานยังไม่ปิดแพ็กเกจ');
  const signed = await saveFrom(page, stage.downloads, /\.asice$/, () => sign(page, 'ลงนามในแพ็กเกจนี้', who, role));
  await quit();
  return signed;
}

const receive = async (page: Page, file: string) => {
  await page.getByLabel('รับลายมือชื่อจากเครื่องอื่น').setInputFiles(file);
  await page.getByText('รับลายมือชื่อเพิ่มแล้ว').first().waitFor();
};

async function makeEdition(page: Page, stage: Stage, whom: string): Promise<string> {
  await page.getByRole('button', { name: 'ทำฉบับสำหรับผู้อื่น' }).click();
  const choice = dialog(page).getByRole('radio', { name: whom });
  await choice.click();
  await expect.poll(() => choice.getAttribute('aria-checked')).toBe('true');
  await dialog(page).getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill(passphrase);
  const save = () => dialog(page).getByRole('button', { name: 'ลงนามและส่งออก' }).click();
  const file = await saveFrom(page, stage.downloads, /\.asice$/, save);
  await dialog(page).waitFor({ state: 'detached' });
  return file;
}

function lpa(...args: string[]) {
  const env = { ...process.env, LC_ALL: 'th_TH.UTF-8' };
  const run = spawnSync(process.execPath, ['main/cli/lpa.ts', ...args], { cwd: root, encoding: 'utf8', env });
  return { code: run.status, said: run.stdout + run.stderr };
}

/** What OpenSSL says of each list's signature in a package, by the province's authority alone. */
async function askOpenssl(file: string, name: string): Promise<string[]> {
  const folder = join(world, name);
  await mkdir(folder);
  execFileSync('unzip', ['-q', file, '-d', folder]);
  const lists = (await readdir(join(folder, 'META-INF'))).filter((one) => one.endsWith('.xml'));
  const said: string[] = [];
  for (const list of lists) {
    const text = await readFile(join(folder, 'META-INF', list), 'utf8');
    const signature = /SigReference[^>]*URI="(META-INF\/[^"]+)"/.exec(text)?.[1] ?? '';
    const asked = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', signature];
    const ground = ['-content', join('META-INF', list), '-CAfile', join(ca.folder, 'ca.pem'), '-purpose', 'any'];
    const run = spawnSync('openssl', [...asked, ...ground, '-out', '/dev/null'], { cwd: folder, encoding: 'utf8' });
    said.push(run.stderr.trim());
  }
  return said;
}

/** The page out of the package itself, in a browser that is offline. */
async function askPage(name: string, file: string): Promise<{ verdict: string | undefined; signers: string }> {
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: ['--no-sandbox'] });
  try {
    const page = await (await browser.newContext({ offline: true })).newPage();
    await page.goto(pathToFileURL(join(world, name, 'verify.html')).href);
    await page.setInputFiles('#trust', join(ca.folder, 'ca.pem'));
    await page.setInputFiles('#file', file);
    await page.locator('.verdict').waitFor();
    const verdict = await page.locator('.verdict').getAttribute('data-verdict');
    return { verdict: verdict ?? undefined, signers: await page.locator('#result').innerText() };
  } finally {
    await browser.close();
  }
}

/** `KEEP_EXAMPLE=1` makes this package the one that the format's description shows. */
async function keepExample(file: string): Promise<void> {
  await copyFile(file, join(root, 'resources/formats/example/review.asice'));
  await copyFile(join(ca.folder, 'ca.pem'), join(root, 'resources/formats/example/issuer.pem'));
}

test('four sign one package on three computers, time is stamped later, three audiences, four verifiers, the centre, its receipt', async () => {
  const office = await computer([chair, second], reviewed);
  const laptop = await computer([third]);
  const townHall = await computer([mayor]);

  // In the village hall: no timestamp authority answers.
  const { page } = await openUnlocked(office);
  await page.goto(`https://app.invalid/#/s/${submission}/sign`);
  await page.getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill(passphrase);
  await page.getByRole('button', { name: 'ลงนาม', exact: true }).click();
  await page.getByRole('button', { name: 'ส่งออกแพ็กเกจ' }).first().waitFor();
  await page.getByText('ระดับ B', { exact: true }).first().waitFor();
  const begun = await exportPackage(page, office.downloads);

  const byThird = await signElsewhere(laptop, begun, third);
  const byMayor = await signElsewhere(townHall, begun, mayor, 'ผู้แทน อปท. (รับทราบผล)');
  await receive(page, byMayor);
  await receive(page, byThird);
  // The first one's message may still stand there.
  await page
    .getByRole('listitem')
    .filter({ hasText: third })
    .getByText(/^ลงนาม /)
    .waitFor();
  await sign(page, 'ลงนามเพิ่ม', chair);
  await sign(page, 'ประธานปิดแพ็กเกจ', chair);
  await page.getByText('ประธานปิดแล้ว').waitFor();

  // Weeks later, with a network.
  clock.manner = 'good';
  await page.goto(`https://app.invalid/#/s/${submission}/reports`);
  const stamp = page.getByRole('button', { name: /^ประทับเวลา / });
  await Promise.race([stamp.click(), page.getByText('ระดับ T').waitFor()]);
  await page.getByText(/^ประทับเวลา .* โดย ผู้ประทับเวลากลาง$/).waitFor();
  await page.goto(`https://app.invalid/#/s/${submission}/sign`);
  const full = await exportPackage(page, office.downloads);
  const forLao = await makeEdition(page, office, 'สำหรับ อปท.');
  const forPublic = await makeEdition(page, office, 'สาธารณะ');

  // Four ways to check, of which only two are ours alone.
  expect(await askOpenssl(full, 'full')).toEqual(Array(5).fill('CAdES Verification successful'));
  const trust = ['--trust', join(ca.folder, 'ca.pem'), '--trust-time', join(ca.folder, 'ca.pem')];
  const verified = lpa('verify', ...trust, full, forLao, forPublic);
  expect(verified.said).not.toContain('ไม่ถูกต้อง');
  expect(verified.code).toBe(0);
  for (const name of [chair, second, third, mayor]) expect(verified.said).toContain(name);
  const { verdict, signers } = await askPage('full', full);
  expect(verdict).toBe('valid');
  for (const name of [chair, second, third, mayor]) expect(signers).toContain(name);
  if (process.env.KEEP_EXAMPLE === '1') await keepExample(full);
  for (const file of [full, forLao, forPublic]) await verifyInApp(page, file, 'แพ็กเกจถูกต้อง');
  expect(lpa('verify', begun).said).toContain('ประธานยังไม่ปิดแพ็กเกจ');

  // The centre takes in what was sent, and says so under its own signature.
  const sent = join(world, 'sent');
  await mkdir(sent);
  await writeFile(join(sent, 'review.asice'), await readFile(full));
  const out = join(world, 'centre');
  const taken = lpa('intake', sent, '--out', out, ...trust);
  expect(taken.code, taken.said).toBe(0);
  const [receipt = ''] = await readdir(join(out, 'receipts'));
  await page.goto(`https://app.invalid/#/s/${submission}/reports`);
  await page.locator('input[type=file][accept=".lpareceipt"]').setInputFiles(join(out, 'receipts', receipt));
  await dialog(page).getByRole('button', { name: 'ตรงกัน ยืนยันศูนย์นี้' }).click();
  const card = page.getByRole('region', { name: 'ใบรับจากศูนย์', exact: true });
  await card.getByText('รับแล้ว', { exact: true }).waitFor();
}, 240_000);
