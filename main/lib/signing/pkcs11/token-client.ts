import { access } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, type FailureCode } from '#common/contract/failures.ts';
import type { ChildProgram } from '#main/host/host.ts';
import { threadFile } from '#main/lib/run-in-thread.ts';
import { readCertificate } from '../certificate.ts';
import { schemeFor, verifiesUnder } from '../identity.ts';
import { ensureInProfile } from '../key-profile.ts';
import type { Signer } from '../signer.ts';
import { TokenAnswer, type TokenContent, type TokenName, type TokenQuestion } from './token-messages.ts';

/** A key on a token, as it is kept: where it lies and whose it is, and nothing that is secret. */
export interface TokenIdentity {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly token: TokenName & {
    /** Path of the card maker's driver. */
    readonly driver: string;
    /** CKA_ID of the private key, hex. */
    readonly object: string;
  };
}

/** Milliseconds. Cards are slow, and some wait for a finger on the token. */
const patience = { list: 30_000, open: 30_000, sign: 60_000, close: 3_000, end: 5_000 };

/** Beside this file in the source, in `workers` beside the bundle when built; never inside an installer's archive. */
const program = threadFile(import.meta.url, 'token-process.ts', 'workers/token-process.mjs');

const codes = {
  'no-support': 'token.no-support',
  'not-a-driver': 'token.not-a-driver',
  missing: 'token.missing',
  'wrong-pin': 'token.wrong-pin',
  'pin-locked': 'token.pin-locked',
  'no-key': 'token.no-key',
  'no-mechanism': 'token.no-mechanism',
  failed: 'token.failed',
} as const satisfies Record<Extract<TokenAnswer, { kind: 'problem' }>['problem'], FailureCode>;

function refusalOf({ problem, tries, said }: Extract<TokenAnswer, { kind: 'problem' }>): AppError {
  return new AppError(codes[problem], {
    ...(tries === undefined ? {} : { tries }),
    ...(said === undefined ? {} : { reason: said }),
  });
}

/** A question at a time; who does not answer in time, or dies, is ended and counts as failed. */
function talkTo(child: ChildProgram, limits: typeof patience) {
  let receive: (message: unknown) => void = () => undefined;
  child.onMessage((message) => receive(message));
  const crashed = child.ended.then(() => 'crash' as const);

  async function ask(question: TokenQuestion): Promise<TokenAnswer> {
    const said = new Promise((resolve) => (receive = resolve));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'time'>((resolve) => {
      timer = setTimeout(() => resolve('time'), limits[question.kind]);
    });
    child.post(question);
    const answer = await Promise.race([said, crashed, late]);
    clearTimeout(timer);
    if (answer === 'crash' || answer === 'time') {
      child.kill();
      throw new AppError('token.failed', { reason: answer });
    }
    const checked = TokenAnswer.safeParse(answer);
    if (!checked.success) throw new AppError('token.failed', { reason: 'answer' });
    if (checked.data.kind === 'problem') throw refusalOf(checked.data);
    return checked.data;
  }

  return {
    ask,
    /**
     * Logs out and ends; the process is gone afterwards, whatever the driver says to that. One that hangs in the kernel
     * cannot be ended, and what it has signed before does not wait for it.
     */
    async close(): Promise<void> {
      await ask({ kind: 'close' }).catch(() => undefined);
      child.kill();
      await Promise.race([child.ended, delay(limits.end, undefined, { ref: false })]);
    },
  };
}

/** Tokens and smart cards, each piece of work in a process of its own that the host starts. */
export function createTokens(start: (file: string) => ChildProgram, limits = patience) {
  async function withDriver<T>(
    driver: string,
    work: (ask: ReturnType<typeof talkTo>['ask']) => Promise<T>,
  ): Promise<T> {
    await access(driver).catch((cause: unknown) => {
      throw new AppError('token.driver-missing', {}, { cause });
    });
    const line = talkTo(start(program), limits);
    try {
      return await work(line.ask);
    } finally {
      await line.close();
    }
  }

  return {
    list: (driver: string): Promise<readonly TokenContent[]> =>
      withDriver(driver, async (ask) => {
        const answer = await ask({ kind: 'list', driver });
        return answer.kind === 'list' ? answer.tokens : [];
      }),

    /**
     * Logs in with the PIN, for this one piece of work, and out again. The PIN is tried once; every signature is checked
     * under the certificate before it is handed on. Throws AppError 'token.…'.
     */
    withSigner: async <T>(
      { certificate, chain, token: { driver, object, ...token } }: TokenIdentity,
      pin: string,
      work: (signer: Signer) => Promise<T>,
    ): Promise<T> => {
      ensureInProfile(certificate);
      const scheme = schemeFor(certificate);
      if (scheme === null) throw new AppError('token.unsupported-key');
      const { owner } = await readCertificate(certificate);
      return withDriver(driver, async (ask) => {
        await ask({ kind: 'open', driver, token, object, scheme, pin });
        const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
          const answer = await ask({ kind: 'sign', bytes });
          const value = answer.kind === 'signed' ? answer.value : new Uint8Array();
          if (!(await verifiesUnder(certificate, scheme, bytes, value))) throw new AppError('token.no-key');
          return value;
        };
        return work({ name: owner, certificate, chain, scheme, sign });
      });
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;
