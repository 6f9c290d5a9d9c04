import { isAppError, type Failure } from '#common/contract/failures.ts';
import { createSleeper, type Sleeper } from '../sleeper.ts';
import { createCircuit, type Circuit } from './circuit.ts';
import { isPassing } from './line-failure.ts';

export interface Line {
  readonly circuit: Circuit;
  readonly sleeper: Sleeper;
  readonly signal: AbortSignal;
  readonly now: () => number;
  onWait(retryAt: string | null, failure: Failure): void;
  onLine(): void;
}

/** Asks until there is an answer, waiting as the circuit says. Throws what no waiting can mend. */
export async function overTheLine<T>(line: Line, ask: () => Promise<T>): Promise<T> {
  const { circuit, sleeper, signal, now } = line;
  for (;;) {
    for (let ms = circuit.admit(now()); ms > 0; ms = circuit.admit(now())) await sleeper.sleep(ms, signal);
    try {
      const answer = await ask();
      line.onLine();
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      if (!isAppError(error) || !isPassing(error)) throw error;
      const { waitMs } = error.details;
      const wait = circuit.failed(now(), typeof waitMs === 'number' ? waitMs : null);
      line.onWait(circuit.retryAt, { code: error.code, details: error.details });
      await sleeper.sleep(wait, signal);
    }
  }
}

/** One for a server, whoever asks it: who finds the line back tells the others. */
export const createServerLine = (): Pick<Line, 'circuit' | 'sleeper'> => ({
  circuit: createCircuit(),
  sleeper: createSleeper(),
});
