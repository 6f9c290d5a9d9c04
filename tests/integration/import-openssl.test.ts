import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { evidenceBytes, manifestOf } from '#tests/support/bundles.ts';
import { root } from '#tests/support/paths.ts';
import { openSubmissions } from '#tests/support/submissions.ts';

let env: Awaited<ReturnType<typeof openSubmissions>>;
beforeEach(async () => {
  env = await openSubmissions();
});
afterEach(() => env.close());

/** The description of the format must be enough: its own commands make a bundle that is accepted. */
test('a bundle made by the commands in the format description is imported', async () => {
  const text = await readFile(join(root, 'resources', 'formats', 'submission-bundle.md'), 'utf8');
  const commands = /```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const folder = join(env.folder, 'sender');
  await mkdir(join(folder, 'evidence'), { recursive: true });
  const manifest = manifestOf();
  for (const [index, { path }] of manifest.evidence.entries())
    await writeFile(join(folder, path), evidenceBytes[index] ?? Buffer.alloc(0));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const script = `set -e
openssl genpkey -algorithm ed25519 -out key.pem
url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
X=$(openssl pkey -in key.pem -pubout -outform DER | tail -c 32 | url)
KID=$(printf '{"crv":"Ed25519","kty":"OKP","x":"%s"}' "$X" | openssl dgst -sha256 -binary | url)
${commands}`;
  await promisify(execFile)('bash', ['-c', script], { cwd: folder });
  const [result] = await env.importPath(join(folder, 'out.lpasub'));
  expect(result).toMatchObject({ outcome: 'imported', files: 3, failure: null });
});
