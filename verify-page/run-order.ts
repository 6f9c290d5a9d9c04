import { carryOut, type Answer, type Order } from './verify-worker.ts';

/** Runs in a thread of its own where the browser allows one to a file that was opened from the disk, else right here. */
export function runOrder(script: string, order: Order, answer: (answer: Answer) => void): () => void {
  const here = (): void => void carryOut(order, answer);
  let worker: Worker;
  try {
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    worker = new Worker(address);
  } catch {
    here();
    return () => undefined;
  }
  let alive = false;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    alive = true;
    answer(data);
    if (data.kind !== 'progress') worker.terminate();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    if (alive) answer({ kind: 'failed', reason: event.message });
    else here();
  };
  worker.postMessage(order);
  return () => worker.terminate();
}
