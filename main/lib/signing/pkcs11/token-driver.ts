import type * as pkcs11js from 'pkcs11js';
import type { SignatureScheme } from '../signature-scheme.ts';
import { planSignature } from './mechanism.ts';
import type { TokenAnswer, TokenContent, TokenName, TokenQuestion } from './token-messages.ts';

type Library = typeof pkcs11js;
type Handle = pkcs11js.Handle;
type TokenInfo = pkcs11js.TokenInfo;
type Open = Extract<TokenQuestion, { readonly kind: 'open' }>;

export type Problem = Omit<Extract<TokenAnswer, { kind: 'problem' }>, 'kind'>;

export class TokenProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.problem);
    this.problem = problem;
  }
}

/** A name that fills its field with blanks, or, from careless drivers, with zeros. */
const trimmed = (padded: string): string => padded.replaceAll('\0', ' ').trim();

const [mostTokens, mostCertificates, largestCertificate] = [16, 64, 64 * 1024];
/** Fits RSA of 16,384 bits. */
const largestSignature = 2048;

/** One card maker's library, loaded and initialised. All calls block: this runs in a process of its own. */
export function loadDriver(library: Library, path: string) {
  const p11 = new library.PKCS11();
  try {
    p11.load(path);
  } catch {
    throw new TokenProblem({ problem: 'not-a-driver' });
  }
  p11.C_Initialize();

  function attribute(session: Handle, object: Handle, type: number): Buffer {
    const value = p11.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
    return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
  }

  function find(
    session: Handle,
    template: readonly { type: number; value: number | boolean | Buffer }[],
    most: number,
  ) {
    p11.C_FindObjectsInit(session, [...template]);
    try {
      return p11.C_FindObjects(session, most);
    } finally {
      p11.C_FindObjectsFinal(session);
    }
  }

  /** Tokens that are inserted and set up. A reader whose card does not answer is left out. */
  function tokens(): { readonly slot: Handle; readonly info: TokenInfo }[] {
    return p11.C_GetSlotList(true).flatMap((slot) => {
      try {
        const info = p11.C_GetTokenInfo(slot);
        return (info.flags & library.CKF_TOKEN_INITIALIZED) === 0 ? [] : [{ slot, info }];
      } catch {
        return [];
      }
    });
  }

  const nameOf = ({ serialNumber, label }: TokenInfo): TokenName => ({
    serial: trimmed(serialNumber),
    label: trimmed(label),
  });

  function certificatesOn(slot: Handle): TokenContent['certificates'] {
    const session = p11.C_OpenSession(slot, library.CKF_SERIAL_SESSION);
    try {
      const wanted = [
        { type: library.CKA_CLASS, value: library.CKO_CERTIFICATE },
        { type: library.CKA_CERTIFICATE_TYPE, value: library.CKC_X_509 },
      ];
      return find(session, wanted, mostCertificates).flatMap((object) => {
        const der = attribute(session, object, library.CKA_VALUE);
        const id = attribute(session, object, library.CKA_ID);
        return der.length === 0 || der.length > largestCertificate || id.length > 256
          ? []
          : [{ object: id.toString('hex'), der: new Uint8Array(der) }];
      });
    } finally {
      p11.C_CloseSession(session);
    }
  }

  const list = (): TokenContent[] =>
    tokens()
      .slice(0, mostTokens)
      .flatMap(({ slot, info }) => {
        try {
          return [{ ...nameOf(info), certificates: certificatesOn(slot) }];
        } catch {
          // Pulled out just now, or broken: the others are still there.
          return [];
        }
      });

  /** After a wrong PIN: what the token says about the tries that are left. */
  function triesLeft(slot: Handle): NonNullable<Problem['tries']> {
    const { flags } = p11.C_GetTokenInfo(slot);
    if ((flags & library.CKF_USER_PIN_FINAL_TRY) !== 0) return 'last';
    return (flags & library.CKF_USER_PIN_COUNT_LOW) !== 0 ? 'few' : 'some';
  }

  const locked = ({ flags }: TokenInfo): boolean => (flags & library.CKF_USER_PIN_LOCKED) !== 0;

  function logIn(session: Handle, slot: Handle, pin: string): void {
    if (locked(p11.C_GetTokenInfo(slot))) throw new TokenProblem({ problem: 'pin-locked' });
    try {
      p11.C_Login(session, library.CKU_USER, pin);
    } catch (error) {
      const { problem } = problemOf(library, error);
      if (problem !== 'wrong-pin') throw error;
      // That was the last try: say so now, and not only when the right PIN is refused.
      if (locked(p11.C_GetTokenInfo(slot))) throw new TokenProblem({ problem: 'pin-locked' });
      throw new TokenProblem({ problem, tries: triesLeft(slot) });
    }
  }

  function privateKey(session: Handle, object: string, scheme: SignatureScheme): Handle {
    const keys = find(
      session,
      [
        { type: library.CKA_CLASS, value: library.CKO_PRIVATE_KEY },
        { type: library.CKA_KEY_TYPE, value: scheme.kind === 'ecdsa' ? library.CKK_EC : library.CKK_RSA },
        { type: library.CKA_ID, value: Buffer.from(object, 'hex') },
      ],
      2,
    );
    // Two keys under one name: guessing would sign with somebody else's.
    if (keys[0] === undefined || keys.length > 1) throw new TokenProblem({ problem: 'no-key' });
    return keys[0];
  }

  /** Qualified cards want the PIN before every signature (CKA_ALWAYS_AUTHENTICATE); older drivers do not know the word. */
  function asksEachTime(session: Handle, key: Handle): boolean {
    try {
      return attribute(session, key, library.CKA_ALWAYS_AUTHENTICATE)[0] === 1;
    } catch {
      return false;
    }
  }

  /** Logs in for one piece of work. */
  function open({ token, object, scheme, pin }: Open) {
    const found = tokens().find(({ info }) => {
      const name = nameOf(info);
      return name.serial === token.serial && name.label === token.label;
    });
    if (found === undefined) throw new TokenProblem({ problem: 'missing' });
    const known = p11.C_GetMechanismList(found.slot);
    if (planSignature(library, known, scheme, Buffer.alloc(0)) === null)
      throw new TokenProblem({ problem: 'no-mechanism' });
    const session = p11.C_OpenSession(found.slot, library.CKF_SERIAL_SESSION);
    logIn(session, found.slot, pin);
    const key = privateKey(session, object, scheme);
    const again = asksEachTime(session, key) ? pin : null;
    return {
      sign(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
        const plan = planSignature(library, known, scheme, bytes);
        if (plan === null) throw new TokenProblem({ problem: 'no-mechanism' });
        p11.C_SignInit(session, plan.mechanism, key);
        if (again !== null) p11.C_Login(session, library.CKU_CONTEXT_SPECIFIC, again);
        return new Uint8Array(p11.C_Sign(session, plan.input, Buffer.alloc(largestSignature)));
      },
      close(): void {
        p11.C_Logout(session);
        p11.C_CloseSession(session);
      },
    };
  }

  return { list, open, finish: () => p11.C_Finalize() };
}

/** In the words of this program. Messages of drivers are left out but for the name of the code. */
export function problemOf(c: Library, error: unknown): Problem {
  if (error instanceof TokenProblem) return error.problem;
  if (!(error instanceof c.Pkcs11Error)) return { problem: 'failed' };
  switch (error.code) {
    case c.CKR_PIN_INCORRECT:
    case c.CKR_PIN_INVALID:
    case c.CKR_PIN_LEN_RANGE:
      return { problem: 'wrong-pin', tries: 'some' };
    case c.CKR_PIN_LOCKED:
    case c.CKR_PIN_EXPIRED:
    case c.CKR_USER_PIN_NOT_INITIALIZED:
      return { problem: 'pin-locked' };
    case c.CKR_TOKEN_NOT_PRESENT:
    case c.CKR_TOKEN_NOT_RECOGNIZED:
    case c.CKR_DEVICE_REMOVED:
    case c.CKR_SLOT_ID_INVALID:
    case c.CKR_SESSION_HANDLE_INVALID:
    case c.CKR_SESSION_CLOSED:
      return { problem: 'missing' };
    case c.CKR_MECHANISM_INVALID:
    case c.CKR_MECHANISM_PARAM_INVALID:
    case c.CKR_KEY_FUNCTION_NOT_PERMITTED:
    case c.CKR_KEY_TYPE_INCONSISTENT:
      return { problem: 'no-mechanism' };
    default:
      return { problem: 'failed', said: /^CKR_\w{1,70}$/.test(error.message) ? error.message : `${error.code}` };
  }
}
