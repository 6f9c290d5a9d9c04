import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Edition } from '#common/domain/audience.ts';
import { buildHandOver } from '#common/domain/hand-over.ts';
import type { Change } from '#common/domain/review-event.ts';
import { buildEdition, type EditionPrinter } from '#main/features/package/build-edition.ts';
import type { PackageParts } from '#main/features/package/build-members.ts';
import { printHandOver, printReport } from '#main/features/report/print-report.ts';
import { membersOf, honestChanges, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { markedChanges } from '#tests/support/marked-review.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';

/**
 * What the organisation itself may read of what the team wrote. Everything else, and whatever a later version lets
 * people write, must be in no edition.
 */
const forLao: readonly string[] = [
  'reason.set.text',
  'reason.override',
  'not-applicable.set.value.reason',
  'not-applicable.set.value.agreedBy',
  ...['issuer', 'title', 'signer'].map((name) => `certificate.set.${name}`),
  'request.set.text',
  ...['address', 'seen', 'by', 'presence'].map((name) => `live-check.set.${name}`),
  'team-evidence.added.title',
  ...['place', 'orderNumber', 'team.name', 'team.title', 'lao.name', 'lao.title'].map((name) => `visit.set.${name}`),
  ...['team', 'orderNumber', 'orderDate', 'place', 'members.name', 'members.title'].map((name) => `team.set.${name}`),
];

const { changes, markers: made } = markedChanges();
const markers = new Map([...made, ['QX998ZK', 'reason.override']]);
const cite = (evidence: string, annotation: string | null, at: string): Change => ({
  type: 'citation.added',
  payload: { id: `6f8c0a52-0000-4000-8000-0000000002${at}`, indicator: 'i01', evidence, annotation },
});
const planted: readonly Change[] = [
  ...honestChanges,
  ...changes,
  { type: 'reason.set', payload: { indicator: 'i01', about: 'override', text: 'QX998ZK' } },
  cite('e1', '0f4a1c52-0000-4000-8000-000000000900', '01'),
  cite('team-0f4a1c52-0000-4000-8000-000000000001', null, '02'),
  cite('live-0f4a1c52-0000-4000-8000-000000000001', null, '03'),
];

let page: PrintPage;
let folder: string;
let parts: PackageParts;
beforeAll(async () => {
  page = await openPrintPage();
  folder = await mkdtemp(join(tmpdir(), 'lpa-private-'));
  parts = await partsOf({ changes: planted });
});
afterAll(async () => {
  await page.close();
  await rm(folder, { recursive: true, force: true });
});

const paper = { language: 'th', digits: 'arabic', printedAt: '2024-07-05T03:00:00Z' } as const;
const printer: EditionPrinter = {
  renderEdition: (edition, content) => printReport(page, content, paper, edition),
  renderHandOver: async () => printHandOver(page, buildHandOver({ ...parts, ...paper, which: 'open' })),
};

/** Everything that can be read in a package: the bytes of its members, unpacked, and the words of its PDFs. */
async function everything(edition: Edition): Promise<string> {
  const members = await buildEdition(edition, parts, printer);
  const file = join(folder, `${edition}.asice`);
  await writeFile(file, await packageOf(members, await newIdentity()));
  const read: string[] = [execFileSync('unzip', ['-p', file]).toString('latin1')];
  for (const { name, content } of members) {
    if (!name.endsWith('.pdf') || !(content instanceof Uint8Array)) continue;
    const pdf = join(folder, `${edition}-${name}`);
    await writeFile(pdf, content);
    read.push(execFileSync('pdftotext', ['-layout', pdf, '-']).toString());
    read.push(execFileSync('qpdf', ['--qdf', '--object-streams=disable', pdf, '-']).toString('latin1'));
    read.push(execFileSync('pdfinfo', [pdf]).toString());
  }
  return read.join('\n');
}

const found = (text: string): string[] =>
  [...markers].flatMap(([marker, path]) => (text.includes(marker) ? [path] : []));

describe('what the team wrote', () => {
  test('is all in the full package: the markers are found where they are', () => {
    const all = membersOf(parts).map(({ content }) =>
      content instanceof Uint8Array ? Buffer.from(content).toString() : '',
    );
    expect(found(all.join('\n')).sort()).toEqual([...markers.values()].sort());
    expect(markers.size).toBeGreaterThan(30);
  });

  test('goes to the organisation as far as the list says', async () => {
    const text = await everything('lao');
    expect(found(text).filter((path) => !forLao.includes(path))).toEqual([]);
    expect(forLao.filter((path) => !found(text).includes(path))).toEqual([]);
  });

  test('does not go to the public', async () => {
    expect(found(await everything('public'))).toEqual([]);
  });

  test('nor does the history, or who wrote what on which computer', async () => {
    const history = parts.events.flatMap(({ event, line }) => [event.id, event.device, line]);
    const visit = parts.review.finalised?.by ?? '';
    for (const edition of ['lao', 'public'] as const) {
      const text = await everything(edition);
      expect(history.filter((one) => text.includes(one))).toEqual([]);
      if (edition === 'public') expect(text).not.toContain(Buffer.from(visit).toString('latin1'));
    }
  });
});
