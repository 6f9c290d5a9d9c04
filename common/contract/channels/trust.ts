import { z } from 'zod';
import { channel } from '../channel.ts';

/** For what a certificate is trusted: to issue those of signers, or to stamp the time. */
export const trustPurposes = ['signers', 'time'] as const;
export type TrustPurpose = (typeof trustPurposes)[number];
const purposes = z
  .array(z.enum(trustPurposes))
  .max(trustPurposes.length)
  .refine((list) => new Set(list).size === list.length);

/** One file that was taken in: certificates to trust, lists of revoked ones, or both. */
const TrustEntry = z.object({
  id: z.uuid(),
  fileName: z.string(),
  addedAt: z.string(),
  purposes,
  /** It was taken in when one list served for both purposes, and nobody has chosen since. */
  fromBefore: z.boolean(),
  certificates: z.array(
    z.object({
      owner: z.string(),
      issuer: z.string(),
      validFrom: z.string(),
      validTo: z.string(),
      /** SHA-256, hex. */
      fingerprint: z.string(),
      /** An issuer; anything else is trusted for itself alone. */
      authority: z.boolean(),
    }),
  ),
  revocations: z.array(
    z.object({
      issuer: z.string(),
      issuedAt: z.string(),
      /** When the next list was to come; null where the list does not say. */
      nextAt: z.string().nullable(),
      revoked: z.number(),
    }),
  ),
});
export type TrustEntry = z.infer<typeof TrustEntry>;

const Trust = z.object({
  entries: z.array(TrustEntry),
  /** Address of the timestamp authority; null: signatures stay at level B. */
  authority: z.string().nullable(),
});
export type Trust = z.infer<typeof Trust>;

/** Whom this library trusts, as the province or DLA says: issuers of certificates, and who stamps the time. */
export const trustChannels = {
  'trust.get': channel(z.object({}), Trust),
  /** PEM or DER. Refused with 'trust.unreadable', 'trust.mixed' or 'trust.too-many'. */
  'trust.add': channel(z.object({ ticket: z.string() }), Trust),
  /** Lists of revoked certificates in the file count for both purposes, whatever is chosen. */
  'trust.setPurposes': channel(z.object({ id: z.uuid(), purposes }), Trust),
  'trust.remove': channel(z.object({ id: z.uuid() }), Trust),
  /** Refused with 'server.bad-address' or 'server.insecure'. */
  'trust.setAuthority': channel(z.object({ address: z.string().trim().min(1).max(2000).nullable() }), Trust),
};
