/**
 * A process that works in the library at `folder` until it is killed: appends events and puts blobs, and prints one
 * line for each that was acknowledged. `node storage-child.ts FOLDER SUBMISSION`.
 */
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { openService, passphrase } from './storage-library-helper.ts';

const [folder = '', submission = ''] = process.argv.slice(2);
const library = openService(folder);
await library.unlock(passphrase);
const { db, events, profile, blobs } = library.current();
const actor = { id: profile.id, name: profile.name };
const say = (kind: string, ...rest: readonly (string | number)[]) =>
  process.stdout.write(`${[kind, ...rest].join(' ')}\n`);
say('open');

async function appendForever(): Promise<never> {
  for (;;) {
    const command = randomUUID();
    const text = `เหตุผล ${command}`;
    const { event } = await db.write((tx) =>
      events.append(tx, submission, command, {
        actor,
        change: { type: 'remark.set', payload: { indicator: 'i-1', text } },
      }),
    );
    say('event', command, event.id);
  }
}

async function putForever(): Promise<never> {
  for (;;) {
    const bytes = randomBytes(randomInt(1, 3_000_000));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await blobs.put(Readable.from([bytes]), { sha256, size: bytes.length });
    say('blob', sha256, bytes.length);
  }
}

await Promise.all([appendForever(), putForever()]);
