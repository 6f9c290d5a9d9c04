import type { BrokenPackage } from './broken-packages/bed.ts';
import { brokenContent } from './broken-packages/content.ts';
import { brokenEditions } from './broken-packages/editions.ts';
import { brokenMembers } from './broken-packages/members.ts';
import { brokenSignatures } from './broken-packages/signatures.ts';
import { brokenTeams } from './broken-packages/team.ts';
import { brokenTrust } from './broken-packages/trust.ts';
import { zipTricks } from './broken-packages/zip-tricks.ts';

/**
 * Packages that somebody worked on, one way each, with what every verification has to say about them: the app's, the
 * command line's, that of `verify.html`; and OpenSSL and BouncyCastle, where a signature alone tells it. A few are
 * whole: what is harmless must not be refused.
 */
export const brokenPackages: readonly BrokenPackage[] = [
  ...brokenMembers,
  ...brokenSignatures,
  ...brokenTeams,
  ...brokenTrust,
  ...brokenContent,
  ...brokenEditions,
  ...zipTricks,
];
