import { useEffect, useState } from 'react';
import type { Change } from '#common/domain/review-event.ts';
import { durable } from './durable.ts';
import { codeOf } from './errors.ts';
import type { Recorder } from './record.ts';
import { createAutosave, type Autosave } from './autosave.ts';

/** Refusals that may pass by themselves; the same command is tried once more before anybody is told. */
const passing: readonly (string | null)[] = [null, 'internal', 'library.busy'];
const secondTry = 800;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The autosave of one review; sends what waits when the window is left or hidden. */
export function useSaving(recorder: Recorder): Autosave {
  const [autosave] = useState(() => {
    const write = async (change: Change, command: string) => {
      try {
        await recorder.record(change, command);
      } catch (error) {
        if (!passing.includes(codeOf(error))) throw error;
        await wait(secondTry);
        await recorder.record(change, command);
      }
    };
    return createAutosave({
      write,
      newCommand: () => crypto.randomUUID(),
      hold: (done) => void durable.track(() => done),
    });
  });
  useEffect(() => {
    const flush = () => void autosave.flush();
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      flush();
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
    };
  }, [autosave]);
  return autosave;
}
