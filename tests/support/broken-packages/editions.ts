import type { Edition } from '#common/domain/audience.ts';
import { buildEdition } from '#main/features/package/build-edition.ts';
import { packageOf } from '../package-fixture.ts';
import type { Bed, BrokenPackage } from './bed.ts';

const printer = {
  renderEdition: async () => Buffer.from('%PDF-1.4'),
  renderHandOver: async () => null,
};

/** A package for others, signed by the good package's own signer; one member perhaps put in another shape. */
export const makeEdition =
  (which: Edition, name = '', edit = (text: string) => text) =>
  async ({ parts, identity }: Pick<Bed, 'parts' | 'identity'>): Promise<Buffer> => {
    const verifyPage = Buffer.from('<!doctype html><title>x</title>');
    const members = await buildEdition(which, { ...parts, verifyPage }, printer);
    const changed = members.map((member) =>
      member.name === name && member.content instanceof Uint8Array
        ? { ...member, content: Buffer.from(edit(Buffer.from(member.content).toString())) }
        : member,
    );
    return packageOf(changed, identity);
  };

const whole = (which: Edition): BrokenPackage => ({
  ...{ name: `an edition: ${which}`, make: makeEdition(which), verdict: 'valid', openssl: 'holds' },
  ...{ codes: [`edition.${which}`], severity: 'info' },
});
const lie = (name: string, codes: readonly string[], make: BrokenPackage['make']): BrokenPackage => ({
  ...{ name, codes, make, verdict: 'invalid', openssl: 'holds' },
});

/** They hold a part of the result: what follows from it is computed again, and what it is is said. */
export const brokenEditions: readonly BrokenPackage[] = [
  whole('lao'),
  whole('public'),
  lie(
    'an edition for the LAO with another total',
    ['review.totals'],
    makeEdition('lao', 'result.json', (text) => text.replaceAll('"80.00"', '"90.00"')),
  ),
  lie(
    'a public edition with another total',
    ['review.aspect'],
    makeEdition('public', 'result.json', (text) => text.replaceAll('"80.00"', '"90.00"')),
  ),
];
