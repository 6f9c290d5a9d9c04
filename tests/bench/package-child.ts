/** Writes one large package in a process of its own, so that its peak memory is its own. */
import { createReadStream, statSync } from 'node:fs';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import { writeAsiceFile } from '#main/lib/asice/write-asice-file.ts';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { time } from './measure.ts';

const [payload = '', target = ''] = process.argv.slice(2);
const at = new Date();
const signer = await signerOf(await generateIdentity({ name: 'bench', title: '', organization: '' }, at));
const megabytes = () => process.memoryUsage.rss() / 1_048_576;
const startMB = megabytes();
// Not resourceUsage().maxRSS: on Linux a child begins with its parent's peak.
let peakMB = startMB;
const sampler = setInterval(() => {
  peakMB = Math.max(peakMB, megabytes());
}, 10);
const content = { size: statSync(payload).size, open: async () => createReadStream(payload) };
const ms = await time(() =>
  writeAsiceFile(
    target,
    createAsice(
      [{ name: 'evidence/payload.bin', mediaType: 'application/octet-stream', content }],
      (manifest) => signCades(signer, manifest, at),
      at,
    ),
  ),
);
clearInterval(sampler);
process.stdout.write(JSON.stringify({ ms, startMB, peakMB }));
