import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { isAppError } from '#common/contract/failures.ts';
import { asiceMediaType, readAsicManifest, writeAsicManifest } from './asic-manifest.ts';
import { createAsice, type AsiceMember } from './create-asice.ts';
import { writeAsiceFile } from './write-asice-file.ts';
import { parseXml } from './xml-elements.ts';

const folder = mkdtempSync(join(tmpdir(), 'lpa-asice-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = new Date('2026-07-05T23:30:00Z');
const large = randomBytes(3_000_000);
const members: AsiceMember[] = [
  { name: 'review.json', mediaType: 'application/json', content: Buffer.from('{"คะแนน":5}') },
  {
    name: 'เอกสาร/คำสั่ง ที่ 1+2.pdf',
    mediaType: 'application/pdf',
    content: { size: large.length, open: async () => Readable.from([large.subarray(0, 9), large.subarray(9)]) },
  },
];
const sign = async (manifest: Uint8Array) => createHash('sha256').update(manifest).digest();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: 'buffer' });

describe('a container', () => {
  test('is a sound zip with mimetype first, and its manifest names every member with its digest', async () => {
    const file = join(folder, 'one.asice');
    await writeAsiceFile(file, createAsice(members, sign, at));
    const bytes = readFileSync(file);
    expect(bytes.subarray(30, 38).toString()).toBe('mimetype');
    expect(bytes.subarray(38, 38 + asiceMediaType.length).toString()).toBe(asiceMediaType);
    expect(run('unzip', '-t', file).status).toBe(0);
    const manifest = run('unzip', '-p', file, 'META-INF/ASiCManifest.xml').stdout;
    expect(readAsicManifest(manifest.toString())).toEqual({
      signature: 'META-INF/signature001.p7s',
      files: [
        { name: 'review.json', mediaType: 'application/json', sha256: sha256(Buffer.from('{"คะแนน":5}')) },
        { name: 'เอกสาร/คำสั่ง ที่ 1+2.pdf', mediaType: 'application/pdf', sha256: sha256(large) },
      ],
    });
    expect(run('unzip', '-p', file, 'META-INF/signature001.p7s').stdout).toEqual(await sign(manifest));
  });

  test('has the same bytes in every time zone', () => {
    const script = join(import.meta.dirname, 'create-asice.ts');
    const code = `import { createAsice } from ${JSON.stringify(script)};
      import { createHash } from 'node:crypto'; import { buffer } from 'node:stream/consumers';
      const members = [{ name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('a') }];
      const bytes = await buffer(createAsice(members, async () => Buffer.from('s'), new Date('${at.toISOString()}')));
      console.log(createHash('sha256').update(bytes).digest('hex'));`;
    const digests = ['UTC', 'Asia/Bangkok', 'America/New_York', 'Pacific/Auckland'].map((zone) =>
      spawnSync(process.execPath, ['--input-type=module', '-e', code], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      }).stdout.trim(),
    );
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(digests).size).toBe(1);
  });
});

describe('nothing is left under the final name', () => {
  const leavesNothing = async (container: Readable) => {
    const file = join(folder, 'never.asice');
    const error = await writeAsiceFile(file, container).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    return error;
  };
  const streamed = (size: number, open: () => Promise<Readable>): AsiceMember => ({
    name: 'large.bin',
    mediaType: 'application/octet-stream',
    content: { size, open },
  });

  test('when signing fails', async () => {
    await leavesNothing(createAsice(members, () => Promise.reject(new Error('no key')), at));
  });

  test('when a member cannot be opened, breaks off, or is shorter or longer than announced', async () => {
    const broken = async function* () {
      yield large;
      throw new Error('disk');
    };
    const sources: [number, () => Promise<Readable>][] = [
      [5, () => Promise.reject(new Error('gone'))],
      [4_000_000, async () => Readable.from(broken())],
      [large.length + 1, async () => Readable.from([large])],
      [large.length - 1, async () => Readable.from([large])],
    ];
    for (const [size, open] of sources) await leavesNothing(createAsice([streamed(size, open)], sign, at));
  });

  test('when the folder cannot be written to', async () => {
    const error = await writeAsiceFile(join(folder, 'no', 'x.asice'), createAsice(members, sign, at)).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
  });

  test.runIf(process.getuid?.() === 0)('when the disk is full', async () => {
    const disk = join(folder, 'disk');
    run('mkdir', disk);
    // Without the right to mount (a container), there is nothing to fill.
    if (run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk).status !== 0) return;
    try {
      const error = await writeAsiceFile(join(disk, 'x.asice'), createAsice(members, sign, at)).catch(
        (thrown: unknown) => thrown,
      );
      expect(isAppError(error) && error.code).toBe('storage.disk-full');
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      run('umount', disk);
    }
  });

  test('when the writer is killed', async () => {
    const file = join(folder, 'killed.asice');
    const code = `import { createAsice } from ${JSON.stringify(join(import.meta.dirname, 'create-asice.ts'))};
      import { writeAsiceFile } from ${JSON.stringify(join(import.meta.dirname, 'write-asice-file.ts'))};
      import { Readable } from 'node:stream';
      async function* endless() { for (let n = 0; ; n++) { yield Buffer.alloc(100000); if (n === 50) process.kill(process.pid, 'SIGKILL'); } }
      const content = { size: 1e12, open: async () => Readable.from(endless()) };
      await writeAsiceFile(${JSON.stringify(file)}, createAsice([{ name: 'a', mediaType: 'b', content }], async () => Buffer.of(), new Date()));`;
    const result = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: process.cwd() });
    expect(result.signal).toBe('SIGKILL');
    expect(existsSync(file)).toBe(false);
  });

  test('and what was there before stays', async () => {
    const file = join(folder, 'before.asice');
    writeFileSync(file, 'before');
    await writeAsiceFile(
      file,
      createAsice(members, () => Promise.reject(new Error('no')), at),
    ).catch(() => undefined);
    expect(readFileSync(file, 'utf8')).toBe('before');
  });
});

describe('a manifest', () => {
  const good = writeAsicManifest({
    signature: 'META-INF/signature001.p7s',
    files: [{ name: 'ก & "ข".txt', mediaType: 'text/plain', sha256: 'ab'.repeat(32) }],
  });

  test('keeps odd names', () => {
    expect(readAsicManifest(good)?.files[0]?.name).toBe('ก & "ข".txt');
  });

  test('may use other prefixes, single quotes and comments', () => {
    const other = good.replaceAll('asic:', 'a:').replace('xmlns:asic', 'xmlns:a').replace('\n  <', '<!-- x --> <');
    expect(readAsicManifest(other.replaceAll('"', "'"))).toEqual(readAsicManifest(good));
  });

  test.each([
    ['nothing', ''],
    ['no XML', 'PK'],
    ['a document type', good.replace('<asic:ASiCManifest', '<!DOCTYPE x [<!ENTITY y "z">]><asic:ASiCManifest')],
    ['a hidden section', good.replace('</asic:DataObjectReference>', '<![CDATA[x]]></asic:DataObjectReference>')],
    ['another namespace', good.replace('02918', '02919')],
    ['SHA-1', good.replace('2001/04/xmlenc#sha256', '2000/09/xmldsig#sha1')],
    ['a short digest', good.replace(/<ds:DigestValue>..../, '<ds:DigestValue>')],
    ['a file twice', good.replace(/(<asic:DataObjectReference[^]*<\/asic:DataObjectReference>)/, '$1$1')],
    ['two signatures', good.replace(/(<asic:SigReference[^>]*>)/, '$1$1')],
    ['an absolute address', good.replace('URI="META-INF', 'URI="file:///META-INF')],
    ['something behind the end', `${good}<x/>`],
    ['an open element', good.replace('</asic:ASiCManifest>', '')],
  ])('is refused with %s', (_, text) => {
    expect(readAsicManifest(text)).toBeNull();
  });

  test('XML that would exhaust a careless reader is refused quickly', () => {
    const began = performance.now();
    expect(parseXml('<a>'.repeat(100_000))).toBeNull();
    expect(parseXml(`<a ${'b="c" '.repeat(50_000)}`)).toBeNull();
    expect(parseXml(`<a>${'&'.repeat(100_000)}</a>`)).toBeNull();
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('a container is a stream: the first bytes come before the last member is read', async () => {
    expect((await buffer(createAsice([], sign, at))).subarray(0, 2).toString()).toBe('PK');
  });
});
