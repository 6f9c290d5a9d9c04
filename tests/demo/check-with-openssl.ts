import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';

const run = promisify(execFile);
const limits = { entries: 100, entrySize: 1e9, totalSize: 1e9, ratio: 1000, nameLength: 200 };

/** The second opinion: OpenSSL on the manifest and its signature, trusting the certificate in the signature itself. */
export async function checkWithOpenSsl(packageFile: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lpa-openssl-'));
  try {
    const zip = await openStrictZip(packageFile, limits);
    for (const name of ['ASiCManifest.xml', 'signature001.p7s'])
      await writeFile(join(folder, name), await zip.read(`META-INF/${name}`, 10_000_000));
    await zip.close();
    const signature = join(folder, 'signature001.p7s');
    const certificate = join(folder, 'signer.pem');
    await run('openssl', ['pkcs7', '-inform', 'DER', '-in', signature, '-print_certs', '-out', certificate]);
    const { stderr } = await run('openssl', [
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', signature],
      ...[
        '-content',
        join(folder, 'ASiCManifest.xml'),
        '-CAfile',
        certificate,
        '-purpose',
        'any',
        '-out',
        join(folder, 'out'),
      ],
    ]);
    return stderr.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'openssl is not installed';
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
