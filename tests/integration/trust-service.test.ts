import { readFileSync } from 'node:fs';
import { writeFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import {
  createAuthority,
  issueCertificate,
  revocationList,
  type Authority,
} from '#tests/support/certificate-authority.ts';
import { signPackage } from '#tests/support/signed-library.ts';
import {
  command,
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';
import { startTimestampAuthority, timestampUse, type TimestampAuthority } from '#tests/support/timestamp-authority.ts';

/** Trust and timestamps in the app: real library, real `openssl ca`, real `openssl ts`. */
let world: string;
let ca: Authority;
let authority: TimestampAuthority;
beforeAll(async () => {
  world = await newFolder();
  ca = createAuthority(world, 'ca', { subject: '/CN=ผู้ออกใบรับรอง probe-7731' });
  issueCertificate(ca, 'tsa', { subject: '/CN=ผู้ประทับเวลา', extensions: timestampUse });
  authority = await startTimestampAuthority(ca, 'tsa');
});
afterAll(async () => {
  await authority.close();
  await removeFolder(world);
});

let folder: string;
let outside: string;
let opened: TestApp;
beforeEach(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  opened = await openTestApp({ folder, print: () => signablePdf() });
  await createTestLibrary(opened);
});
afterEach(async () => {
  await opened.close();
  await removeFolder(folder);
  await removeFolder(outside);
});

const offer = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(outside, name), content);
  return opened.app.accept(join(outside, name));
};

const signedPackage = async () => (await signPackage(opened, outside)).id;

async function exported(id: string): Promise<string> {
  const { ticket } = await opened.call('package.export', { id });
  const served = await opened.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  const file = join(outside, 'out.asice');
  await writeFile(file, served.body);
  return file;
}
const blobs = async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && entry.parentPath.includes('blobs')).length; // prettier-ignore
const listed = async () => (await opened.call('package.list', { submission: null }))[0];

describe('whom to trust', () => {
  test('is nobody at first; issuers and revocations come from files, once each, and go again', async () => {
    expect(await opened.call('trust.get', {})).toEqual({ entries: [], authority: null });
    const both = ca.certificate + revocationList(ca);
    const { entries } = await opened.call('trust.add', { ticket: await offer('จังหวัด.pem', both) });
    expect(entries).toMatchObject([
      {
        fileName: 'จังหวัด.pem',
        certificates: [{ owner: 'ผู้ออกใบรับรอง probe-7731', issuer: 'ผู้ออกใบรับรอง probe-7731' }],
        revocations: [{ issuer: 'ผู้ออกใบรับรอง probe-7731', revoked: 0 }],
      },
    ]);
    expect(entries).toMatchObject([{ purposes: ['signers'], fromBefore: false, certificates: [{ authority: true }] }]);
    expect((await opened.call('trust.add', { ticket: await offer('again.pem', both) })).entries).toEqual(entries);
    await expect(opened.call('trust.add', { ticket: await offer('x.pem', 'x') })).rejects.toMatchObject({
      code: 'trust.unreadable',
    });
    expect((await opened.call('trust.remove', { id: entries[0]?.id ?? '' })).entries).toEqual([]);
  });

  test('lies sealed on the disk and is there again after a restart', async () => {
    await opened.call('trust.add', { ticket: await offer('a.pem', ca.certificate) });
    await opened.call('trust.setAuthority', { address: 'tsa-probe-4417.example.go.th/tsr' });
    await opened.close();
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      for (const probe of ['probe-7731', 'tsa-probe-4417']) expect(bytes.includes(probe), entry.name).toBe(false);
    }
    opened = await openTestApp({ folder });
    await opened.call('library.unlock', { passphrase });
    const again = await opened.call('trust.get', {});
    expect([again.entries.length, again.authority]).toEqual([1, 'https://tsa-probe-4417.example.go.th/tsr']);
  });

  test('is for signers or for time; what can only stamp is taken for time, and persons do not come along with issuers', async () => {
    const leaf = readFileSync(join(ca.folder, 'tsa.pem'), 'utf8');
    await expect(
      opened.call('trust.add', { ticket: await offer('mixed.pem', ca.certificate + leaf) }),
    ).rejects.toMatchObject({ code: 'trust.mixed' });
    const { entries } = await opened.call('trust.add', { ticket: await offer('tsa.pem', leaf) });
    expect(entries).toMatchObject([{ purposes: ['time'], certificates: [{ authority: false }] }]);
    // Somebody trusted for time alone decides nothing about signers.
    const file = await exported(await signedPackage());
    const verify = async () => opened.call('package.verify', { ticket: await opened.app.accept(file), job: command() });
    expect((await verify()).verdict).toBe('valid');
    const id = entries[0]?.id ?? '';
    const chosen = await opened.call('trust.setPurposes', { id, purposes: ['signers', 'time'] });
    expect(chosen.entries).toMatchObject([{ purposes: ['signers', 'time'] }]);
    expect((await verify()).verdict).toBe('invalid');
    const odd = { id, purposes: ['time', 'time'] as 'time'[] };
    await expect(opened.call('trust.setPurposes', odd)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('decides when packages are verified; without the library nobody is trusted', async () => {
    const file = await exported(await signedPackage());
    const verify = async () =>
      opened.call('package.verify', { ticket: await opened.app.accept(file), job: crypto.randomUUID() });
    const said = async () => (await verify()).findings.map(({ code }) => code);
    expect(await said()).toContain('certificate.self-signed');
    await opened.call('trust.add', { ticket: await offer('a.pem', ca.certificate) });
    expect((await verify()).verdict).toBe('invalid');
    expect(await said()).toContain('certificate.not-anchored');
    await opened.call('library.lock', {});
    expect(await said()).toContain('certificate.self-signed');
  });

  test.each([
    ['http://tsa.example/', 'server.insecure'],
    ['ftp://tsa.example/', 'server.bad-address'],
    ['https://me:secret@tsa.example/', 'server.bad-address'],
  ])('an authority at %s is refused', async (address, code) => {
    await expect(opened.call('trust.setAuthority', { address })).rejects.toMatchObject({ code });
  });
});

describe('a package that was signed without network', () => {
  test('says that no authority is set, then gets its timestamp by itself when one is', async () => {
    authority.manner = 'good';
    const id = await signedPackage();
    expect((await listed())?.timestamp).toBeNull();
    await expect(opened.call('package.timestamp', { id })).rejects.toMatchObject({ code: 'timestamp.no-authority' });
    const before = await exported(id);
    const plain = await readFile(before);
    const files = await blobs();
    await opened.call('trust.setAuthority', { address: authority.url });
    await vi.waitFor(async () => expect((await listed())?.timestamp?.authority).toBe('ผู้ประทับเวลา'), 30_000);
    const record = await listed();
    const after = await readFile(await exported(id));
    expect(record?.size).toBe(after.length);
    expect(after.length).toBeGreaterThan(plain.length);
    expect((await verifyPackage(join(outside, 'out.asice'))).signers).toMatchObject([
      { valid: true, timestamp: { at: record?.timestamp?.at } },
    ]);
    // The container of level B is gone, not left beside it.
    expect(await blobs()).toBe(files);
    const asked = authority.asked();
    expect(await opened.call('package.timestamp', { id })).toEqual(record);
    expect(authority.asked()).toBe(asked);
  });

  test('takes no stamp by an authority that is not trusted, and keeps one unchecked where nobody is', async () => {
    const stranger = createAuthority(outside, 'other', { subject: '/CN=ผู้ประทับเวลารายอื่น' });
    const time = await opened.call('trust.add', { ticket: await offer('other.pem', stranger.certificate) });
    const id = time.entries[0]?.id ?? '';
    await opened.call('trust.setPurposes', { id, purposes: ['time'] });
    authority.manner = 'busy';
    const packageId = await signedPackage();
    const before = await readFile(await exported(packageId));
    await opened.call('trust.setAuthority', { address: authority.url });
    authority.manner = 'good';
    await expect(opened.call('package.timestamp', { id: packageId })).rejects.toMatchObject({
      code: 'timestamp.untrusted',
      details: { authority: 'ผู้ประทับเวลา' },
    });
    expect((await listed())?.timestamp).toBeNull();
    expect((await readFile(await exported(packageId))).equals(before)).toBe(true);
    await opened.call('trust.remove', { id });
    await vi.waitFor(async () => expect((await listed())?.timestamp).toMatchObject({ checked: false }), 30_000);
  });

  test('says of its stamp that the authority was a trusted one', async () => {
    authority.manner = 'good';
    const { entries } = await opened.call('trust.add', { ticket: await offer('ca.pem', ca.certificate) });
    await opened.call('trust.setPurposes', { id: entries[0]?.id ?? '', purposes: ['time'] });
    const id = await signedPackage();
    await opened.call('trust.setAuthority', { address: authority.url });
    expect((await opened.call('package.timestamp', { id })).timestamp).toMatchObject({ checked: true });
  });

  test.each(['other-nonce', 'ordinary-certificate', 'busy', 'endless', 'page'] as const)(
    'stays as it was by an authority that is %s, and is stamped by a good one later',
    async (manner) => {
      authority.manner = manner;
      const id = await signedPackage();
      const before = await readFile(await exported(id));
      const files = await blobs();
      await opened.call('trust.setAuthority', { address: authority.url });
      await expect(opened.call('package.timestamp', { id })).rejects.toMatchObject({ name: 'AppError' });
      expect((await listed())?.timestamp).toBeNull();
      expect((await readFile(await exported(id))).equals(before)).toBe(true);
      expect(await blobs()).toBe(files);
      authority.manner = 'good';
      expect((await opened.call('package.timestamp', { id })).timestamp).not.toBeNull();
    },
  );

  test('tells how far its stamp is; an authority that says nothing can be left, and all is as it was', async () => {
    authority.manner = 'silent';
    const id = await signedPackage();
    const before = await readFile(await exported(id));
    const files = await blobs();
    const asked = authority.asked();
    await opened.call('trust.setAuthority', { address: authority.url });
    const job = command();
    const work = opened.call('package.timestamp', { id, job });
    const refused = expect(work).rejects.toMatchObject({ code: 'cancelled' });
    await vi.waitFor(() => expect(authority.asked()).toBeGreaterThan(asked), 30_000);
    await opened.call('package.cancel', { job });
    await refused;
    expect((await readFile(await exported(id))).equals(before)).toBe(true);
    expect(await blobs()).toBe(files);
    authority.manner = 'good';
    const again = command();
    expect((await opened.call('package.timestamp', { id, job: again })).timestamp).not.toBeNull();
    const steps = opened.emitted.flatMap(({ event, payload }) => {
      const told = payload as { readonly job?: string; readonly done?: number };
      return event === 'progress' && told.job === again ? [told.done] : [];
    });
    expect(steps).toEqual([0, 1, 2, 3]);
  });

  test('is stamped once when asked twice at the same time', async () => {
    authority.manner = 'busy';
    const id = await signedPackage();
    await opened.call('trust.setAuthority', { address: authority.url });
    await expect(opened.call('package.timestamp', { id })).rejects.toMatchObject({ code: 'server.busy' });
    authority.manner = 'good';
    const before = authority.asked();
    const both = await Promise.all([
      opened.call('package.timestamp', { id }),
      opened.call('package.timestamp', { id }),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(authority.asked() - before).toBe(1);
    await rm(join(outside, 'out.asice'), { force: true });
  });

  test('takes in what the chair closed elsewhere, although it was stamped here meanwhile', async () => {
    const id = await signedPackage();
    const plain = await exported(id);
    const there = await newFolder();
    const chair = await openTestApp({ folder: there, print: () => signablePdf() });
    await createTestLibrary(chair);
    const { id: key } = await chair.call('key.generate', { name: 'นายธนพล ศรีสุนทรกิจ', title: 'ประธาน' });
    const closed = await chair.call('package.signFile', {
      ...{ ticket: await chair.app.accept(plain), key, passphrase },
      as: { name: 'นายธนพล ศรีสุนทรกิจ', title: 'ประธาน', role: 'chair', closes: true, statement: 'รับรอง' },
    });
    const served = await chair.app.serve({
      origin: 'app',
      path: `/export/${closed.ticket}`,
      method: 'GET',
      range: null,
    });
    const ticket = await offer('closed.asice', served.body);
    await chair.close();
    await removeFolder(there);

    authority.manner = 'good';
    await opened.call('trust.setAuthority', { address: authority.url });
    await vi.waitFor(async () => expect((await listed())?.timestamp).not.toBeNull(), 30_000);
    expect((await opened.call('package.receive', { id, ticket })).timestamp).toBeNull();
    expect((await opened.call('package.timestamp', { id })).timestamp).not.toBeNull();
    const report = await verifyPackage(await exported(id));
    // The chair's signature covers the other, and so does its timestamp.
    expect([report.verdict, report.signers.map(({ timestamp }) => timestamp !== null)]).toEqual([
      'valid',
      [false, true],
    ]);
  });
});
