import { manifestMember, signatureMember } from '#main/lib/asice/asic-manifest.ts';
import { flipped, replaced, rezipped, type BrokenPackage, type Entry } from './bed.ts';
import { rawZip } from '../raw-zip.ts';

/** Every member of the fixture's package beside `mimetype` and `META-INF/`. */
const members = [
  ...['review.json', 'annotations.jsonld', 'events.ndjson', 'scores.csv', 'report.pdf', 'evidence.json'],
  ...['instrument.json', 'submission.jws'],
];
const holds = { verdict: 'invalid', openssl: 'holds' } as const;
const without = (wanted: string) => (entries: Entry[]) => entries.filter(({ name }) => name !== wanted);
const named = (from: string, to: string) => (entries: Entry[]) =>
  entries.map((entry) => (entry.name === from ? { ...entry, name: to } : entry));

const changed: readonly BrokenPackage[] = members.flatMap((name) => [
  {
    ...{ name: `${name} changed`, ...holds, codes: ['file.digest-mismatch'] },
    make: rezipped(replaced(name, flipped)),
  },
  { name: `${name} removed`, ...holds, codes: ['member.missing', 'file.missing'], make: rezipped(without(name)) },
  {
    ...{ name: `${name} emptied`, ...holds, codes: ['file.digest-mismatch'] },
    make: rezipped(replaced(name, () => Buffer.alloc(0))),
  },
  {
    ...{ name: `${name} renamed`, ...holds, codes: ['member.missing', 'file.missing', 'file.not-signed'] },
    make: rezipped(named(name, `old-${name}`)),
  },
  {
    ...{ name: `${name} moved into a folder`, ...holds, codes: ['member.missing', 'file.missing', 'file.not-signed'] },
    make: rezipped(named(name, `data/${name}`)),
  },
  {
    ...{ name: `${name} doubled`, verdict: 'invalid', codes: ['container.duplicate-name'], openssl: null },
    make: rezipped((entries) => [...entries, ...entries.filter((entry) => entry.name === name)]),
  },
  {
    ...{ name: `${name} of another package`, ...holds, codes: ['file.digest-mismatch'] },
    make: ({ entries, other }) => {
      const theirs = other.find((entry) => entry.name === name)?.data ?? Buffer.alloc(0);
      // Where both say the same, there is nothing to exchange.
      return rawZip(
        replaced(name, (own) => (own.equals(theirs) ? Buffer.concat([own, Buffer.from('\n')]) : theirs))(entries),
      );
    },
  },
]);

const added = (name: string): BrokenPackage => ({
  ...{ name: `${name} added`, ...holds, codes: ['file.not-signed'] },
  make: rezipped((entries) => [...entries, { name, data: Buffer.from('x') }]),
});

export const brokenMembers: readonly BrokenPackage[] = [
  ...changed,
  ...['extra.txt', 'evidence/photo.jpg', 'META-INF/x.p7s', 'META-INF/manifest.xml', 'review.json.bak'].map(added),
  {
    ...{ name: 'a list without its signature added', ...holds, codes: ['signature.missing'] },
    make: rezipped((entries) => {
      const list = entries.find(({ name }) => name === manifestMember)?.data ?? Buffer.alloc(0);
      const data = Buffer.from(list.toString().replace('signature001', 'signature009'));
      return [...entries, { name: 'META-INF/ASiCManifest009.xml', data }];
    }),
  },
  {
    ...{ name: 'a list that is no list added', ...holds, codes: ['manifest.unreadable'] },
    make: rezipped((entries) => [...entries, { name: 'META-INF/ASiCManifest009.xml', data: Buffer.from('<x/>') }]),
  },
  { name: 'mimetype removed', ...holds, codes: ['mimetype.missing'], make: rezipped(without('mimetype')) },
  {
    ...{ name: 'mimetype of another kind', ...holds, codes: ['mimetype.content'] },
    make: rezipped(replaced('mimetype', () => Buffer.from('application/vnd.etsi.asic-s+zip'))),
  },
  {
    ...{ name: 'mimetype moved to the end', ...holds, codes: ['mimetype.place'] },
    make: rezipped(([first, ...rest]) => [...rest, ...(first === undefined ? [] : [first])]),
  },
  {
    ...{ name: 'mimetype with extra data', ...holds, codes: ['mimetype.place'] },
    make: rezipped((all) =>
      all.map((one) => (one.name === 'mimetype' ? { ...one, extra: Buffer.from('efbe0100aa', 'hex') } : one)),
    ),
  },
  {
    ...{ name: 'the list removed', verdict: 'invalid', codes: ['signature.none', 'file.not-signed'], openssl: null },
    make: rezipped(without(manifestMember)),
  },
  {
    ...{ name: 'the list renamed', verdict: 'invalid', codes: ['signature.none'], openssl: null },
    make: rezipped(named(manifestMember, 'META-INF/manifest.xml')),
  },
  {
    ...{ name: 'the list moved out of META-INF', verdict: 'invalid', codes: ['signature.none'], openssl: null },
    make: rezipped(named(manifestMember, 'ASiCManifest.xml')),
  },
  {
    ...{ name: 'the signature removed', verdict: 'invalid', codes: ['signature.missing'], openssl: null },
    make: rezipped(without(signatureMember)),
  },
  {
    ...{ name: 'the signature renamed', verdict: 'invalid', codes: ['signature.missing'], openssl: null },
    make: rezipped(named(signatureMember, 'META-INF/signature007.p7s')),
  },
  {
    ...{ name: 'all of META-INF removed', verdict: 'invalid', codes: ['signature.none'], openssl: null },
    make: rezipped((entries) => entries.filter(({ name }) => !name.startsWith('META-INF/'))),
  },
];
