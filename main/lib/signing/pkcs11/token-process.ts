/**
 * A process of its own: it loads the driver of a card's maker, a stranger's code that blocks, may hang and may crash. It
 * serves one piece of work and ends with it; the PIN lives here until then, and nowhere else.
 */
import type * as pkcs11js from 'pkcs11js';
import { loadDriver, problemOf, TokenProblem, type Problem } from './token-driver.ts';
import type { TokenAnswer, TokenQuestion } from './token-messages.ts';

type Library = typeof pkcs11js;
type Driver = ReturnType<typeof loadDriver>;

let driver: Driver | null = null;
let session: ReturnType<Driver['open']> | null = null;

async function loadLibrary(): Promise<Library> {
  try {
    return (await import('pkcs11js')).default;
  } catch {
    // Where it could not be built, everything else of the app works.
    throw new TokenProblem({ problem: 'no-support' });
  }
}

function answer(library: Library, question: TokenQuestion): TokenAnswer {
  switch (question.kind) {
    case 'list':
      driver = loadDriver(library, question.driver);
      return { kind: 'list', tokens: driver.list() };
    case 'open':
      driver = loadDriver(library, question.driver);
      session = driver.open(question);
      return { kind: 'done' };
    case 'sign':
      if (session === null) throw new TokenProblem({ problem: 'failed' });
      return { kind: 'signed', value: session.sign(question.bytes) };
    case 'close':
      session?.close();
      driver?.finish();
      return { kind: 'done' };
  }
}

async function reply(question: TokenQuestion): Promise<TokenAnswer> {
  const refused = (problem: Problem): TokenAnswer => ({ kind: 'problem', ...problem });
  let library: Library;
  try {
    library = await loadLibrary();
  } catch (error) {
    return refused(error instanceof TokenProblem ? error.problem : { problem: 'failed' });
  }
  try {
    return answer(library, question);
  } catch (error) {
    return refused(problemOf(library, error));
  }
}

/** Electron's utility processes talk through a port of their own. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const { parentPort } = process as { parentPort?: ParentPort };
const say = (message: TokenAnswer): void => {
  if (parentPort === undefined) process.send?.(message);
  else parentPort.postMessage(message);
};
// Only main posts here, in its own words.
const hear = (message: unknown): void => void reply(message as TokenQuestion).then(say);

if (parentPort === undefined) process.on('message', hear).on('disconnect', () => process.exit());
else parentPort.on('message', ({ data }) => hear(data));
