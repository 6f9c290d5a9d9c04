import { fork } from 'node:child_process';
import type { ChildProgram } from '../host.ts';

/** A program of the app in another Node, for hosts that run in Node. */
export function forkProgram(file: string): ChildProgram {
  const child = fork(file, [], {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: undefined },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    post: (message) =>
      // Who has just ended hears nothing any more; `ended` says so.
      void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    ended: new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.on('error', () => resolve());
    }),
    kill: () => void child.kill('SIGKILL'),
  };
}
