import { z } from 'zod';
import { signerRoles } from '#common/domain/signer-role.ts';
import { line, prose } from './primitives.ts';

/** `signers/….json` of a review package: who signs as what, inside what this signature covers. */
export const SignerFile = z.looseObject({
  format: z.literal('lpa-signer/1'),
  /** The member that holds this signature. */
  signature: z.string().max(200),
  role: z.enum(signerRoles),
  name: line,
  title: z.string().max(500),
  /** In the signer's own words or the form's: what the signature declares. */
  statement: prose,
  /** Nobody of the team signs after this one; it covers the signatures before it. */
  closes: z.boolean(),
});
export type SignerFile = z.infer<typeof SignerFile>;
