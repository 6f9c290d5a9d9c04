import './jitless.ts';
import { startPage } from './start-page.ts';
import { carryOut, type Order } from './verify-worker.ts';

/** One script for both: the page starts a thread from its own text, so that it stays alive while bytes are counted. */
if (typeof document === 'undefined')
  globalThis.onmessage = ({ data }: MessageEvent<Order>) => {
    void carryOut(data, (answer) => {
      globalThis.postMessage(answer);
    });
  };
else startPage(document.currentScript?.textContent ?? '');
