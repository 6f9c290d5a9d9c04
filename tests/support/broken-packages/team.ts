import { manifestMember, signatureMember } from '#main/lib/asice/asic-manifest.ts';
import type { AsiceMember } from '#main/lib/asice/create-asice.ts';
import { membersOf, packageOf } from '../package-fixture.ts';
import { rawZip } from '../raw-zip.ts';
import { addSigner, unpack, type Bed, type BrokenPackage, type Entry } from './bed.ts';

const member = 'นางสาวปาริชาต วงศ์เมธากุล';
const chair = 'ผู้ที่ไม่เกี่ยวข้อง';

interface Statement {
  readonly role: string;
  readonly name: string;
  readonly closes: boolean;
}
const asMember: Statement = { role: 'member', name: member, closes: false };
const asChair: Statement = { role: 'chair', name: chair, closes: true };

const file = (number: number, said: Statement | string): AsiceMember & Entry => {
  const whole = {
    ...{ format: 'lpa-signer/1', signature: `META-INF/signature00${number}.p7s`, title: '', statement: 'ขอรับรอง' },
    ...(typeof said === 'string' ? {} : said),
  };
  const data = Buffer.from(typeof said === 'string' ? said : JSON.stringify(whole));
  return { name: `signers/00${number}.json`, mediaType: 'application/json', content: data, data };
};

/** Signed by a member of the team, then by its chair, each with a statement of who signs as what. */
const team =
  (
    change: (entries: readonly Entry[], bed: Bed) => readonly Entry[] | Promise<readonly Entry[]>,
    { first = asMember, second = asChair }: { readonly first?: Statement | string; readonly second?: Statement } = {},
  ) =>
  async (bed: Bed): Promise<Buffer> => {
    const one = await unpack(await packageOf([...membersOf(bed.parts), file(1, first)], bed.identity));
    return rawZip(await change(await addSigner([...one, file(2, second)], bed.stranger, 2), bed));
  };
const whole = (entries: readonly Entry[]) => entries;

export const brokenTeams: readonly BrokenPackage[] = [
  { name: 'signed by two of a team and closed', verdict: 'valid', codes: [], openssl: 'holds', make: team(whole) },
  {
    ...{ name: "a member's signature stripped from a closed package, with all that is its own", verdict: 'invalid' },
    ...{ codes: ['file.missing'], openssl: null },
    make: team((all) =>
      all.filter(({ name }) => ![manifestMember, signatureMember, 'signers/001.json'].includes(name)),
    ),
  },
  {
    // What is left holds: a program can only say that the chair has not closed it, and a centre does not take it.
    ...{ name: "the chair's closing signature stripped, with all that is its own", verdict: 'valid' },
    ...{ codes: ['signer.not-closed'], severity: 'warning', openssl: 'holds' },
    make: team((all) => all.filter(({ name }) => !name.includes('002'))),
  },
  {
    ...{ name: 'the file that says that the chair closes, stripped', verdict: 'invalid', codes: ['file.missing'] },
    ...{ openssl: 'holds', make: team((all) => all.filter(({ name }) => name !== 'signers/002.json')) },
  },
  {
    ...{ name: 'a signature after the chair had closed', verdict: 'invalid', codes: ['signer.after-close'] },
    openssl: 'holds',
    // The third list leaves nothing out, yet the second one, which closes, knows nothing of it.
    make: team((all, { identity }) => addSigner([...all, file(3, asMember)], identity, 3)),
  },
  {
    ...{ name: 'closed by somebody who is not the chair', verdict: 'invalid', codes: ['signer.close-not-chair'] },
    ...{ openssl: 'holds', make: team(whole, { second: { ...asChair, role: 'member' } }) },
  },
  {
    ...{ name: "signed in another's name", verdict: 'valid', codes: ['signer.other-name'], severity: 'warning' },
    ...{ openssl: 'holds', make: team(whole, { first: { ...asMember, name: 'นายธนพล ศรีสุนทรกิจ' } }) },
  },
  {
    ...{ name: 'an acknowledgement after the close that covers a file of its own', verdict: 'invalid' },
    ...{ codes: ['signature.partial'], openssl: 'holds' },
    make: team((all, { identity }) => {
      const late = file(3, { role: 'lao', name: member, closes: false });
      return addSigner([...all, late, { name: 'hand-over.pdf', data: Buffer.from('%PDF-1.4 forged') }], identity, 3);
    }),
  },
  {
    ...{ name: "an acknowledgement in a member's name does not stand for the member", verdict: 'valid' },
    ...{ codes: ['signer.missing'], severity: 'warning', openssl: 'holds' },
    make: team(whole, { first: { ...asMember, role: 'lao' } }),
  },
  {
    ...{ name: 'one signature under two lists', verdict: 'invalid', codes: ['signature.named-twice'] },
    openssl: 'holds',
    make: team((all) => {
      const list = all.find(({ name }) => name === manifestMember);
      return [...all, { name: 'META-INF/ASiCManifest-copy.xml', data: list?.data ?? Buffer.alloc(0) }];
    }),
  },
  {
    ...{ name: 'more signatures than any team has', verdict: 'invalid', codes: ['signature.too-many'], openssl: null },
    make: team((all) => {
      const list = all.find(({ name }) => name === manifestMember)?.data ?? Buffer.alloc(0);
      const copies = Array.from({ length: 64 }, (_, at) => ({ name: `META-INF/ASiCManifest-${at}.xml`, data: list }));
      return [...all, ...copies];
    }),
  },
  {
    ...{ name: 'a statement of who signs that cannot be read', verdict: 'invalid', codes: ['signer.unreadable'] },
    ...{ openssl: 'holds', make: team(whole, { first: '{}' }) },
  },
];
