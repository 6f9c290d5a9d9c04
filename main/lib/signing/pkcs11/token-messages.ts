import { z } from 'zod';
import type { SignatureScheme } from '../signature-scheme.ts';

/** Which token among those that a driver shows: serial numbers alone are not unique among makers. */
export const TokenName = z.object({ serial: z.string().max(64), label: z.string().max(128) });
export type TokenName = z.infer<typeof TokenName>;

/** What the token process is asked, one after another. */
export type TokenQuestion =
  | { readonly kind: 'list'; readonly driver: string }
  | {
      readonly kind: 'open';
      readonly driver: string;
      readonly token: TokenName;
      /** CKA_ID of the private key, hex. */
      readonly object: string;
      readonly scheme: SignatureScheme;
      readonly pin: string;
    }
  | { readonly kind: 'sign'; readonly bytes: Uint8Array }
  | { readonly kind: 'close' };

const tokenProblems = [
  'no-support', // pkcs11js was not built for this computer
  'not-a-driver',
  'missing', // no such token is inserted, or it was pulled out
  'wrong-pin',
  'pin-locked', // or has to be changed first
  'no-key',
  'no-mechanism',
  'failed',
] as const;

const certificate = z.object({ object: z.string().max(512), der: z.instanceof(Uint8Array) });

/** As the process shows a token: certificates are not looked at there. */
export const TokenContent = TokenName.extend({ certificates: z.array(certificate).max(64) });
export type TokenContent = z.infer<typeof TokenContent>;

/** The driver is a stranger's code, so whatever comes out of its process is checked. */
export const TokenAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list'), tokens: z.array(TokenContent).max(16) }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('signed'), value: z.instanceof(Uint8Array) }),
  z.object({
    kind: z.literal('problem'),
    problem: z.enum(tokenProblems),
    /** After a wrong PIN: how many tries are left, as far as the token says. */
    tries: z.enum(['some', 'few', 'last']).optional(),
    /** The driver's own name of what went wrong, "CKR_…". */
    said: z.string().max(80).optional(),
  }),
]);
export type TokenAnswer = z.infer<typeof TokenAnswer>;
