import { fork } from 'node:child_process';
import { basename } from 'node:path';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any function whose arguments and result JSON can carry
type Answers = Readonly<Record<string, (...input: any[]) => unknown>>;

/** A program in a process of its own: its memory and its event loop are its own. */
export interface Child<A extends Answers> {
  ask<K extends keyof A & string>(name: K, ...input: Parameters<A[K]>): Promise<Awaited<ReturnType<A[K]>>>;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly input: readonly unknown[];
}
type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

interface Pending<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** A promise that is settled from outside. */
export function pending<T>(): Pending<T> {
  let settle: Omit<Pending<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, resolve: (value) => settle?.resolve(value), reject: (error) => settle?.reject(error) };
}

/** Starts a program and waits until it takes questions. */
export async function startChild<A extends Answers>(file: string, ...args: readonly string[]): Promise<Child<A>> {
  const process = fork(file, args);
  const exited = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  const waiting = new Map<number, Pending<unknown>>();
  const ready = pending<unknown>();
  waiting.set(0, ready);
  process.on('message', (reply: Reply) => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) one?.reject(new Error(`${basename(file)}: ${reply.error}`));
    else one?.resolve(reply.value);
  });
  void exited.then(() => {
    for (const one of waiting.values()) one.reject(new Error(`${basename(file)} ended`));
  });
  await ready.promise;
  let last = 0;
  return {
    async ask(question, ...input) {
      const answer = pending<unknown>();
      const id = (last += 1);
      waiting.set(id, answer);
      process.send({ id, name: question, input } satisfies Question);
      return (await answer.promise) as never;
    },
    async stop() {
      if (process.connected) process.disconnect();
      await exited;
    },
  };
}

/** The child's side: answers until the parent lets go, then `close` and the end. */
export function answerParent(answers: Answers, close: () => Promise<unknown>): void {
  const reply = (message: Reply) => process.send?.(message);
  process.on('message', ({ id, name, input }: Question) => {
    void Promise.resolve()
      .then(() => answers[name]?.(...input))
      .then(
        (value) => reply({ id, value }),
        (error: unknown) =>
          reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.once('disconnect', () => void close());
  reply({ id: 0, value: null });
}
