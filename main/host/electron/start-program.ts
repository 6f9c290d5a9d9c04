import { utilityProcess } from 'electron';
import type { ChildProgram } from '../host.ts';

/** Not `fork`: the shipped Electron cannot run as Node (fuses.cjs). */
export function startProgram(file: string): ChildProgram {
  const child = utilityProcess.fork(file, [], {
    serviceName: 'LPA Assessor helper',
    stdio: 'ignore',
    // A card maker's driver is signed by its maker, or by nobody.
    allowLoadingUnsignedLibraries: true,
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    kill: () => void child.kill(),
  };
}
