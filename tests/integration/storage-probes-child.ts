/** Types and imports all probes into a new library at FOLDER, prints the recovery words, then waits to be killed. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { writeDocument } from '#main/storage/documents.ts';
import { openService } from './storage-library-helper.ts';
import { probes } from './storage-probes.ts';

let words: readonly string[] = [];
const library = openService(process.argv[2] ?? '', {
  printRecovery: async (sheet) => {
    words = sheet.words;
    return Buffer.from(JSON.stringify(sheet));
  },
});
await library.create({ name: probes.name, position: probes.name, office: probes.office }, probes.passphrase);
await library.printRecovery(probes.passphrase);
const { db, vault, events, blobs, profile } = library.current();
await db.write((tx) => writeDocument(tx, vault, 'note', randomUUID(), { text: probes.document }));
const submission = randomUUID();
await db.write(async (tx) => {
  // Enough to spill out of SQLite's page cache.
  for (let index = 0; index < 3_000; index += 1)
    await events.append(tx, submission, `${probes.command}#${index}`, {
      actor: { id: profile.id, name: profile.name },
      change: { type: 'remark.set', payload: { indicator: 'i-1', text: probes.remark } },
    });
});
await events.read(db, submission);
await blobs.add(Readable.from([Buffer.from(probes.blob.repeat(20_000))]));
const neverEnding = new Readable({ read: () => undefined });
for (let index = 0; index < 20; index += 1) neverEnding.push(Buffer.from(probes.unfinished.repeat(2_000)));
void blobs.add(neverEnding);
setTimeout(() => process.stdout.write(`${JSON.stringify(words)}\n`), 300);
// Also keeps the unfinished import alive.
setInterval(() => neverEnding.readableLength, 1_000);
