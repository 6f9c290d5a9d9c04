/** A process that rewrites `keys.json` of the library at `folder` until it is killed. */
import { createKeyStore, withSlot } from '#main/storage/key-file.ts';
import type { Slot } from '#main/storage/key-slots.ts';

const store = createKeyStore(process.argv[2] ?? '');
const file = await store.read();
process.stdout.write('open\n');
for (let round = 0; ; round += 1) {
  // Never the same bytes, never the same length.
  const secret = Buffer.alloc(round % 3_000, round).toString('base64');
  const slot: Slot = { kind: 'device', secret, wrapped: Buffer.alloc(60, round).toString('base64') };
  await store.write(withSlot(file, 'device', slot));
}
