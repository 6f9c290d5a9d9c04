import { readdirSync, readFileSync } from 'node:fs';

/** Parent of a process, from /proc; null when it is gone. The name in brackets may hold spaces and brackets itself. */
function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

interface RunningProcess {
  readonly pid: number;
  readonly command: readonly string[];
}

/** Everything that `root` started, and what those started; the browser stands in a process group of its own. */
function descendantsOf(root: number): readonly RunningProcess[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) parents.set(Number(name), parent);
  }
  const found = new Set([root]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  found.delete(root);
  return [...found].map((pid) => ({ pid, command: commandOf(pid) }));
}

function commandOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // already gone
  }
}

/** Ends main and every browser process at one moment, as a power cut would: none may tidy up after another. */
export function killTree(root: number): void {
  const pids = [root, ...descendantsOf(root).map(({ pid }) => pid)];
  for (const pid of pids) kill(pid);
}

/** The window's browser process (not its helpers, not the printer's). */
export function windowBrowserOf(root: number): number {
  const browser = descendantsOf(root).find(
    ({ command }) =>
      command.some((arg) => arg.startsWith('--app=')) && !command.some((arg) => arg.startsWith('--type=')),
  );
  if (browser === undefined) throw new Error('the window has no browser process');
  return browser.pid;
}

/** Ends one process at once. */
export const killProcess = kill;
