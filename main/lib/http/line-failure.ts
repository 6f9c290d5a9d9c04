import { AppError, isAppError, type Failure } from '#common/contract/failures.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Node's names for "this is not the server that it says it is". */
const certificate = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/;

/**
 * What a request that got no answer, or whose answer broke off, means: 'server.unreachable' (tried again later) or
 * 'server.certificate' (never by itself). The innermost code is kept for the log, nothing else of the error.
 */
export function toLineFailure(error: unknown): AppError {
  if (isAppError(error)) return error;
  const codes = [codeOf(error), codeOf(error instanceof Error ? error.cause : undefined)].filter((code) => code !== '');
  const name = error instanceof Error ? error.name : typeof error;
  const cause = codes.at(-1) ?? name;
  const found = codes.some((code) => certificate.test(code)) ? 'server.certificate' : 'server.unreachable';
  return new AppError(found, { cause }, { cause: error });
}

/** Whether trying again by itself can help. */
export const isPassing = (error: unknown): boolean =>
  isAppError(error) && ['server.unreachable', 'server.busy', 'server.failed'].includes(error.code);

/** These end by something that the person does elsewhere; nothing is asked until then. */
export const isBlocking = ({ code }: Failure): boolean => blocking.includes(code);

const blocking: readonly Failure['code'][] = [
  'sign-in.required',
  'sign-in.failed',
  'server.none',
  // A hotel's Wi-Fi, or a wrong date: the same for every submission.
  'server.not-lpa',
  'server.certificate',
];
