import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Log {
  /** Something broke that no user can understand. Messages of errors are left out: they may quote what was typed. */
  defect(where: string, error: unknown): void;
  note(text: string): void;
}

const maxBytes = 1_000_000;

/**
 * Stack frames only: an error's message may quote a name, a remark or a file name, and the log lies unsealed on disk.
 */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return [`${error.name}${code}`, ...frames.slice(0, 8)].join('\n');
}

/** Appends to `<folder>/lpa-assessor.log`, keeps one older file. Logging never fails the caller. */
export function createLog(folder: string, now: () => Date = () => new Date()): Log {
  const file = join(folder, 'lpa-assessor.log');
  const write = (text: string) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.1`);
      appendFileSync(file, `${now().toISOString()} ${text}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not turn a refusal into a crash.
    }
  };
  return {
    defect: (where, error) => write(`defect in ${where}: ${traceOf(error)}`),
    note: (text) => write(text),
  };
}
