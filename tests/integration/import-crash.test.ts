import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleOf, manifestOf, newKey } from '#tests/support/bundles.ts';
import { root } from '#tests/support/paths.ts';
import { openSubmissions } from '#tests/support/submissions.ts';

const key = newKey();
const id = manifestOf().id;
const files = (count: number, size: number): Buffer[] => Array.from({ length: count }, () => randomBytes(size));

/** Starts an import in its own process, kills it some milliseconds after it began; says what it had acknowledged. */
function importAndKill(folder: string, bundle: string, afterMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'tests', 'support', 'import-child.ts'), folder, bundle], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const begun = said.includes('begin');
      said += chunk.toString();
      if (!begun && said.includes('begin')) setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    child.on('error', reject);
    child.on('close', () => resolve(said.replace('begin\n', '').trim()));
  });
}

test('killed at any moment of an import: all of it or nothing, and the next try goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lpa-crash-'));
  try {
    const contents = files(150, 200_000);
    const bundle = join(folder, 'big.lpasub');
    await writeFile(bundle, await bundleOf(manifestOf(contents), key, contents));
    await (await openSubmissions({ folder })).library.close();
    let reused = 0;
    for (const afterMs of [5, 60, 150, 300, 600, 1100]) {
      const acknowledged = await importAndKill(folder, bundle, afterMs);
      const env = await openSubmissions({ folder, how: 'unlock' });
      const list = await env.submissions.list();
      if (acknowledged !== '') expect(list).toHaveLength(1);
      if (list.length > 0) expect(list[0]).toMatchObject({ state: 'ready', quarantined: 0, files: contents.length });
      const { blobs, temporary } = await env.stored();
      expect(temporary, 'nothing half-written after the next start').toBe(0);
      expect(blobs).toBeLessThanOrEqual(contents.length);
      reused = Math.max(reused, blobs);
      await env.library.close();
    }
    expect(reused, 'at least one kill came in the middle of the files').toBeGreaterThan(0);
    const env = await openSubmissions({ folder, how: 'unlock' });
    const [result] = await env.importPath(bundle);
    expect(['imported', 'already-there']).toContain(result?.outcome);
    expect(await env.stored()).toEqual({ blobs: contents.length, temporary: 0 });
    const { manifest } = await env.submissions.load(id);
    for (const { sha256 } of manifest.evidence) expect(await env.library.current().blobs.verify(sha256)).toBe(true);
    await env.library.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount();
function tryMount(): boolean {
  const place = execFileSync('mktemp', ['-d']).toString().trim();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!canMount)('a full disk: a clear refusal, nothing half-written, and what fits still goes in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lpa-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]);
  const outside = await mkdtemp(join(tmpdir(), 'lpa-full-'));
  try {
    const env = await openSubmissions({ folder });
    const large = files(20, 600_000);
    const small = files(3, 50_000);
    const paths = [join(outside, 'large.lpasub'), join(outside, 'small.lpasub')];
    await writeFile(paths[0]!, await bundleOf(manifestOf(large), key, large));
    const other = manifestOf(small, { id: '0197a1b2-0000-7000-8000-000000000002' });
    await writeFile(paths[1]!, await bundleOf(other, key, small));
    const [refused] = await env.importPath(paths[0]!);
    expect(refused).toMatchObject({ outcome: 'refused', failure: { code: 'storage.disk-full' } });
    expect(await env.submissions.list()).toEqual([]);
    expect(await env.stored()).toEqual({ blobs: 0, temporary: 0 });
    const [second] = await env.importPath(paths[1]!);
    expect(second).toMatchObject({ outcome: 'imported' });
    await env.library.close();
  } finally {
    execFileSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
    await rm(outside, { recursive: true, force: true });
  }
});
