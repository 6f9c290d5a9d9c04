import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import { newFolder, removeFolder } from '#tests/support/test-app.ts';
import { print, time } from './measure.ts';

const run = promisify(execFile);
const megabytes = 500;

/** Hash, store, sign and flush a large package, against `zip -0` and `openssl cms -sign` of the same file. */
export async function benchPackage(): Promise<void> {
  const folder = await newFolder();
  const payload = join(folder, 'payload.bin');
  await writeFile(payload, '');
  for (let index = 0; index < megabytes / 10; index += 1) await appendFile(payload, randomBytes(10_000_000));
  const child = join(import.meta.dirname, 'package-child.ts');
  const { stdout } = await run(process.execPath, [child, payload, join(folder, 'ours.asice')]);
  const ours = JSON.parse(stdout) as { readonly ms: number; readonly peakMB: number; readonly startMB: number };

  const identity = await generateIdentity({ name: 'bench', title: '', organization: '' }, new Date());
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const pem = (label: string, der: Uint8Array) =>
    `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
  await writeFile(key, pem('PRIVATE KEY', identity.privateKey));
  await writeFile(certificate, pem('CERTIFICATE', identity.certificate));
  const baseline = await time(async () => {
    await run('zip', ['-0', '-q', join(folder, 'baseline.zip'), payload]);
    await run('openssl', [
      ...['cms', '-sign', '-binary', '-in', payload, '-outform', 'DER', '-out', join(folder, 'baseline.p7s')],
      ...['-signer', certificate, '-inkey', key],
    ]);
    await run('sync', [join(folder, 'baseline.zip')]);
  });
  print({
    what: `package of ${megabytes} MB`,
    ours: ours.ms / 1000,
    baseline: baseline / 1000,
    baselineName: 'zip -0 + openssl cms -sign + sync',
    unit: 's',
    note: `peak memory ${ours.peakMB.toFixed(0)} MB, ${ours.startMB.toFixed(0)} MB before`,
  });
  await removeFolder(folder);
}
