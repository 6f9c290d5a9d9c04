import { z } from 'zod';

/**
 * Every refusal a user can meet. A code, never a sentence: the page (renderer/lib/errors.ts) and the command line say
 * it in Thai or English. `details` carries names, numbers and codes for the sentence, never secrets.
 */
export const failureCodes = [
  'internal',
  'invalid-input',
  'unknown-channel',
  'library.locked',
  'library.exists',
  'library.missing',
  'library.wrong-passphrase',
  'library.wrong-recovery',
  'library.damaged',
  'library.from-newer-version',
  'library.busy',
  'storage.disk-full',
  'storage.read-only',
  'storage.damaged',
  'file.unreadable',
  'file.too-large',
  'file.empty',
  'file.unknown-ticket',
  'zip.not-a-zip',
  'zip.unsafe',
  'zip.bomb',
  'bundle.no-manifest',
  'bundle.bad-manifest',
  'bundle.bad-signature',
  'bundle.wrong-sender',
  'bundle.older-revision',
  'bundle.newer-format',
  'instrument.unknown',
  'instrument.invalid',
  'instrument.same-version',
  'instrument.in-use',
  'submission.unknown',
  'submission.not-ready',
  'evidence.unknown',
  'evidence.quarantined',
  'annotation.unreadable',
  'annotation.none',
  'annotation.pdf-failed',
  'review.locked',
  'review.not-locked',
  'review.incomplete',
  'review.too-long',
  'review.stale-command',
  'key.unknown',
  'key.wrong-password',
  'key.unsupported',
  'key.profile',
  'key.expired',
  'key.other-certificate',
  'key.kept-otherwise',
  'token.no-support',
  'token.driver-missing',
  'token.not-a-driver',
  'token.missing',
  'token.pin-needed',
  'token.wrong-pin',
  'token.pin-locked',
  'token.no-key',
  'token.unsupported-key',
  'token.no-mechanism',
  'token.failed',
  'trust.unreadable',
  'trust.too-many',
  'trust.mixed',
  'senders.unreadable',
  'timestamp.refused',
  'timestamp.untrusted',
  'timestamp.no-authority',
  'package.unknown',
  'package.failed',
  'package.no-verify-page',
  'package.no-full',
  'receipt.unreadable',
  'receipt.bad-signature',
  'receipt.newer-format',
  'receipt.other-package',
  'outbox.unknown',
  'outbox.not-assigned',
  'outbox.too-large',
  'outbox.differs',
  'outbox.lost',
  'outbox.checking',
  'outbox.upload-locked',
  'package.not-valid',
  'package.already-signed',
  'package.closed',
  'package.other',
  'package.edition',
  'report.failed',
  'report.nothing-open',
  'report.too-large',
  'province.nothing-final',
  'province.unknown-indicator',
  'report.nothing-to-print',
  'phrase.too-many',
  'print.failed',
  'server.none',
  'server.bad-address',
  'server.insecure',
  'server.not-lpa',
  'server.bad-answer',
  'server.newer-api',
  'server.too-much',
  'server.unreachable',
  'server.certificate',
  'server.busy',
  'server.failed',
  'server.refused',
  'server.forbidden-address',
  'sign-in.required',
  'sign-in.failed',
  'sign-in.timed-out',
  'assignment.unknown',
  'download.unknown',
  'download.no-room',
  'download.file-missing',
  'download.file-differs',
  'cancelled',
] as const;

export const FailureCode = z.enum(failureCodes);
export type FailureCode = z.infer<typeof FailureCode>;

export const Failure = z.object({
  code: FailureCode,
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
export type Failure = z.infer<typeof Failure>;

/** What travels back over the bridge: a value or a refusal, never an exception. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: Failure };

/** A refusal that the user can understand, thrown by services and re-thrown by the page's `call`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: FailureCode;
  readonly details: Failure['details'];

  constructor(code: FailureCode, details: Failure['details'] = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

/** By name, not `instanceof`: two copies of the module (bundle and source) have two classes. */
export const isAppError = (error: unknown): error is AppError => error instanceof Error && error.name === 'AppError';
