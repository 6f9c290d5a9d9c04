import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#tests/support/paths.ts';
import type { Stage } from './stage.ts';

interface EndedStart {
  readonly code: number | null;
  /** Standard output and error: where the app speaks when it has no page. */
  readonly told: string;
}

/** Starts the app where it is expected to end by itself: a second start, or a folder that it cannot use. */
export async function startToEnd(stage: Stage, files: readonly string[] = []): Promise<EndedStart> {
  const program = join(root, 'tests', 'support', 'app-process.ts');
  const child = spawn(process.execPath, [program, '--data', stage.data, '--downloads', stage.downloads, ...files], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (told += piece.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return { code, told };
}
