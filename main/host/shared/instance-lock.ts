import { createHash, randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Unix socket names may have about 104 bytes; a named pipe on Windows has no such limit. */
const longestSocket = 100;
const answerWithin = 3_000;
const longestMessage = 1024 * 1024;

export interface Instance {
  /** Called with the files of each later start of the app on the same data folder; focus the window. */
  onHandover(listener: (files: readonly string[]) => void): void;
  release(): Promise<void>;
}

function addressesOf(dataFolder: string): readonly string[] {
  const key = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 32);
  if (process.platform === 'win32') return [`\\\\.\\pipe\\lpa-assessor-${key}`];
  const beside = join(dataFolder, 'instance.sock');
  const elsewhere = join(tmpdir(), `lpa-${key}.sock`);
  return Buffer.byteLength(beside) <= longestSocket ? [beside, elsewhere] : [elsewhere];
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Hands files to whoever listens there. False: nobody does. */
function handOver(address: string, files: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const settle = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(answerWithin, () => settle(true)); // alive but busy: still the first one
    socket.once('connect', () => socket.write(`${JSON.stringify(files)}\n`));
    socket.once('data', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });
}

function readFiles(line: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) ? value.filter((file) => typeof file === 'string') : [];
  } catch {
    return [];
  }
}

function listen(address: string, onFiles: (files: readonly string[]) => void): Promise<Server> {
  const answer = (socket: Socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('data', (piece: string) => {
      text += piece;
      if (text.length > longestMessage) socket.destroy();
      const end = text.indexOf('\n');
      if (end === -1) return;
      onFiles(readFiles(text.slice(0, end)));
      socket.end('taken\n');
    });
  };
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    server.once('error', reject);
    server.listen(address, () => resolve(server));
  });
}

/**
 * Removes a socket file that nobody listens on. It is moved aside first and asked once more, so a start that took the
 * name in the same moment is put back and not robbed of it.
 */
async function clearStale(address: string, files: readonly string[]): Promise<boolean> {
  const aside = `${address}.${randomUUID().slice(0, 3)}`;
  try {
    renameSync(address, aside);
  } catch {
    return false; // another start was quicker
  }
  const alive = await handOver(aside, files);
  if (alive) renameSync(aside, address);
  else rmSync(aside, { force: true });
  return alive;
}

/**
 * The first start on a data folder gets the instance; a later one hands its files to the first and gets null. The lock is
 * a listening socket, so it ends with its process: what a crash leaves behind never blocks.
 */
export async function claimInstance(dataFolder: string, files: readonly string[]): Promise<Instance | null> {
  const received: (readonly string[])[] = [];
  let listener: (files: readonly string[]) => void = (given) => {
    received.push(given);
  };
  for (const address of addressesOf(dataFolder)) {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const server = await listen(address, (given) => listener(given));
        return {
          onHandover(next) {
            listener = next;
            for (const given of received.splice(0)) next(given);
          },
          release: () =>
            new Promise((resolve) => {
              server.close(() => resolve());
            }),
        };
      } catch (error) {
        if (codeOf(error) !== 'EADDRINUSE') break; // a file system without sockets: the next address
        if (await handOver(address, files)) return null;
        if (await clearStale(address, files)) return null;
      }
    }
  }
  // No socket can be made anywhere. The app still opens; the database's own lock guards the library.
  return { onHandover: () => undefined, release: async () => undefined };
}
