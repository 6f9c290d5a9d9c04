import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TrustFiles } from '#main/lib/signing/trust-anchors.ts';
import type { Examination } from './examined.ts';

/** Why an examination ended without a verdict. */
export type ExamineFailure = 'time' | 'memory' | 'crash' | 'disk';
export type ExamineAnswer =
  { readonly ok: true; readonly examination: Examination } | { readonly ok: false; readonly why: ExamineFailure };
/** Told to an examiner once: the lists of a country are megabytes. */
interface ExaminerTerms extends TrustFiles {
  /** Milliseconds since the epoch, as the centre's clock says. */
  readonly now: number;
}
export type ExamineQuestion = { readonly terms: ExaminerTerms } | { readonly path: string };

export interface ExaminerOptions {
  /** Program of the examiners. */
  readonly file?: string;
  /** Milliseconds that a package of this many bytes may take. */
  readonly patience?: (size: number) => number;
  readonly heapMb?: number;
  readonly terms?: ExaminerTerms;
}

/** Some 100 MB are verified in a second; a hundredth of that is a disk on its last legs. */
const patienceFor = (size: number): number => 60_000 + size / 1_000;

/** Beside this file in the source, beside the bundle when built. */
const program = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? 'intake-worker.ts' : 'intake-worker.mjs', import.meta.url),
);

/** The end of what an examiner says when it dies. */
const mostSaid = 8_192;

/**
 * Examiners that verify packages side by side. One that hangs, runs out of memory or crashes is ended, costs only the
 * package that it had in hand, and is replaced by a fresh one for the next. Processes and not threads: a thread that eats
 * memory fast takes the whole program with it (V8 aborts), whatever its limits say.
 */
export function createExaminers(options: ExaminerOptions = {}) {
  const { file = program, patience = patienceFor, heapMb = 768, terms = null } = options;
  const idle: Examiner[] = [];
  interface Examiner {
    readonly process: ChildProcess;
    said: string;
  }

  function start(): Examiner {
    const child = fork(file, [], {
      execArgv: [`--max-old-space-size=${heapMb}`],
      env: { ...process.env, NODE_OPTIONS: undefined, LPA_KEY_PASSWORD: undefined },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const started: Examiner = { process: child, said: '' };
    child.stderr?.on('data', (piece: Buffer) => {
      started.said = (started.said + piece.toString('latin1')).slice(-mostSaid);
    });
    // Without a listener, what happens while it is being ended would end the program.
    child.on('error', () => undefined);
    child.on('exit', () => {
      const at = idle.indexOf(started);
      if (at !== -1) idle.splice(at, 1);
    });
    if (terms !== null) child.send({ terms } satisfies ExamineQuestion, () => undefined);
    return started;
  }

  return {
    examine: (path: string, size: number): Promise<ExamineAnswer> =>
      new Promise((resolve) => {
        const examiner = idle.pop() ?? start();
        const { process: child } = examiner;
        const end = (answer: ExamineAnswer, keep: boolean): void => {
          clearTimeout(timer);
          child.off('message', receive).off('close', ended).off('error', ended);
          if (keep) idle.push(examiner);
          else child.kill('SIGKILL');
          resolve(answer);
        };
        const receive = (answer: unknown) => end(answer as ExamineAnswer, true);
        // 'close' comes after the last word.
        const ended = () =>
          end({ ok: false, why: /heap (?:limit|out of memory)/.test(examiner.said) ? 'memory' : 'crash' }, false);
        const timer = setTimeout(() => end({ ok: false, why: 'time' }, false), patience(size));
        child.on('message', receive).on('close', ended).on('error', ended);
        child.send({ path } satisfies ExamineQuestion, (error) => {
          if (error !== null) ended();
        });
      }),

    close: (): void => {
      for (const { process: child } of idle.splice(0)) child.kill('SIGKILL');
    },
  };
}
