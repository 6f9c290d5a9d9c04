import { z } from 'zod';
import { audiences } from '#common/domain/audience.ts';
import { evidenceChoices } from '#common/domain/packed-evidence.ts';
import { signerRoles } from '#common/domain/signer-role.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { sha256Hex } from '#common/formats/primitives.ts';
import { channel } from '../channel.ts';
import { ExportTicket, passphrase } from './library.ts';
import { submissionId } from './submission.ts';

/** A signing key as the page may know it: never the key itself. */
export const SigningKey = z.object({
  id: z.uuid(),
  owner: z.string(),
  title: z.string(),
  issuer: z.string(),
  selfSigned: z.boolean(),
  algorithm: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  /** SHA-256 of the certificate, hex. */
  fingerprint: z.string(),
  source: z.enum(['generated', 'pkcs12', 'token']),
  /** Label of the token or card that the key lies on; null where it lies in the library. */
  token: z.string().nullable(),
});
export type SigningKey = z.infer<typeof SigningKey>;

/** Typed for one piece of work; kept nowhere. */
const pin = z.string().min(1).max(255);

/** A certificate on an inserted token or card. */
export const TokenCertificate = SigningKey.pick({
  owner: true,
  title: true,
  issuer: true,
  selfSigned: true,
  algorithm: true,
  validFrom: true,
  validTo: true,
  fingerprint: true,
}).extend({
  token: z.object({ serial: z.string(), label: z.string() }),
  /** Why nothing can be signed with it: kind or strength of the key, what it is meant for, its dates. */
  problem: z.enum(['key', 'usage', 'expired']).nullable(),
});
export type TokenCertificate = z.infer<typeof TokenCertificate>;

/** As what somebody signs: it stands in the package, under the signature. */
export const SignAs = z.object({
  role: z.enum(signerRoles),
  name: z.string().trim().min(1).max(200),
  title: z.string().trim().max(200),
  statement: z.string().max(2000),
  /** By the chair only: after it nobody of the team signs. */
  closes: z.boolean(),
});
export type SignAs = z.infer<typeof SignAs>;

const PackageSigner = z.object({
  name: z.string(),
  title: z.string(),
  role: z.enum(signerRoles).nullable(),
  signedAt: z.string(),
});

/** A package that was signed on this computer; its bytes stay sealed in the library until exported. */
export const PackageRecord = z.object({
  id: z.uuid(),
  submission: submissionId,
  code: z.string(),
  signedAt: z.string(),
  signer: z.string(),
  fileName: z.string(),
  size: z.number(),
  percent: z.string().nullable(),
  /** Whom it is for. */
  audience: z.enum(audiences),
  /** Which evidence lies in it, and in how many files. */
  evidence: z.enum(evidenceChoices),
  evidenceFiles: z.number(),
  /** Titles of files with marks of which no copy could be made: locked, damaged, or no PDF and no picture. */
  withoutCopy: z.array(z.string()),
  /** Level T: who stamped the signature, and when; null at level B. `checked`: the authority was a trusted one then. */
  timestamp: z.object({ at: z.string(), authority: z.string(), checked: z.boolean().default(false) }).nullable(),
  /** In the order of the container; packages of before do not say. */
  signers: z.array(PackageSigner).default([]),
  closed: z.boolean().default(false),
});
export type PackageRecord = z.infer<typeof PackageRecord>;

export const packageChannels = {
  'key.list': channel(z.object({}), z.array(SigningKey)),
  'key.generate': channel(
    z.object({ name: z.string().trim().min(1).max(200), title: z.string().trim().max(200) }),
    SigningKey,
  ),
  /** A PKCS#12 file (.p12, .pfx); its password is used once and not kept. */
  'key.import': channel(z.object({ ticket: z.string(), password: z.string().max(1024) }), SigningKey),
  /**
   * Loads the driver of a token's maker, which is code, and lists what is inserted: `tokens` counts also those without a
   * certificate. The passphrase says that it is the person who wants this.
   */
  'key.tokens': channel(
    z.object({ ticket: z.string(), passphrase }),
    z.object({ tokens: z.number(), certificates: z.array(TokenCertificate) }),
  ),
  /** Keeps where the key lies. The PIN is asked for to see that the key belongs to the certificate. */
  'key.addToken': channel(
    z.object({
      ticket: z.string(),
      token: z.object({ serial: z.string().max(64), label: z.string().max(128) }),
      fingerprint: z.string().max(64),
      pin,
    }),
    SigningKey,
  ),
  /** A PKCS#10 request (.csr) for this key, to be taken to an authority. */
  'key.request': channel(z.object({ id: z.uuid(), pin: pin.optional() }), ExportTicket),
  /** What the authority sent back: the key signs under that certificate from now on. Refused with 'key.other-certificate'. */
  'key.certify': channel(z.object({ id: z.uuid(), ticket: z.string() }), SigningKey),
  'key.delete': channel(z.object({ id: z.uuid(), passphrase }), z.array(SigningKey)),
  /** Signs the locked review: prints the report, builds the container, verifies it, keeps it sealed. */
  'package.sign': channel(
    z.object({
      submission: submissionId,
      key: z.uuid(),
      passphrase,
      /** Where the key lies on a token; likewise below. */
      pin: pin.optional(),
      as: SignAs,
      job: z.uuid(),
      /** Files of evidence to put in, and copies of those that are cited with the marks drawn in. */
      evidence: z.enum(evidenceChoices).default('none'),
      copies: z.boolean().default(false),
      /** Others than the full package need one of the same result, and hold neither evidence nor copies. */
      audience: z.enum(audiences).default('full'),
    }),
    PackageRecord,
  ),
  /**
   * Ends a signing, a timestamp or a verification that still runs; it is then refused with 'cancelled', and everything is
   * as before. What is past its last moment ends as if nobody had asked.
   */
  'package.cancel': channel(z.object({ job: z.uuid() }), z.object({})),
  /** Has the signature stamped. Refused with 'timestamp.no-authority', 'timestamp.refused', 'timestamp.untrusted', 'server.unreachable' …. */
  'package.timestamp': channel(z.object({ id: z.uuid(), job: z.uuid().optional() }), PackageRecord),
  'package.list': channel(z.object({ submission: submissionId.nullable() }), z.array(PackageRecord)),
  'package.export': channel(z.object({ id: z.uuid() }), ExportTicket.extend({ sha256: sha256Hex })),
  /** A further signature on a package of this library. Here and below `job` names the progress events. */
  'package.addSignature': channel(
    z.object({ id: z.uuid(), key: z.uuid(), passphrase, pin: pin.optional(), as: SignAs, job: z.uuid().optional() }),
    PackageRecord,
  ),
  /** Takes over the signatures that were made on a copy of it elsewhere. */
  'package.receive': channel(z.object({ id: z.uuid(), ticket: z.string(), job: z.uuid().optional() }), PackageRecord),
  /** Signs a package that came as a file; it goes back as one. */
  'package.signFile': channel(
    z.object({
      ...{ ticket: z.string(), key: z.uuid(), passphrase, pin: pin.optional(), as: SignAs },
      job: z.uuid().optional(),
    }),
    ExportTicket,
  ),
  /** In a thread of its own; `job` names the progress events. */
  'package.verify': channel(
    z.object({ ticket: z.string(), job: z.uuid() }),
    z.custom<VerifyReport>((value) => typeof value === 'object' && value !== null),
  ),
};
