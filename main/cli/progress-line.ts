interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Milliseconds between two words: on a terminal one line that changes, in a log file a line now and then. */
const terminalPause = 200;
const logPause = 10_000;

/** "1,234 / 7,849 (15 %) · 38/s · 2:54"; nothing while a job takes less than one pause. */
export function createProgress(terminal: Terminal, word: string, now: () => number = () => performance.now()) {
  const pause = terminal.isTTY === true ? terminalPause : logPause;
  const begun = now();
  let last = begun;
  let shown = false;
  let first: number | null = null;
  return {
    tell: ({ done, total }: { readonly done: number; readonly total: number }): void => {
      first ??= done;
      if (now() - last < pause || total === 0) return;
      last = now();
      shown = true;
      const perSecond = ((done - first) * 1000) / (last - begun);
      const left = perSecond > 0 ? Math.ceil((total - done) / perSecond) : 0;
      const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
      const share = Math.floor((done * 100) / total);
      const counts = `${done.toLocaleString('en')} / ${total.toLocaleString('en')} (${share} %)`;
      const line = `${word} ${counts} · ${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s · ${clock}`;
      terminal.write(terminal.isTTY === true ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end: (): void => {
      if (shown && terminal.isTTY === true) terminal.write('\r\u001b[K');
    },
  };
}
