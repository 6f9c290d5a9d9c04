import { execFileSync } from 'node:child_process';
import { appendFileSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this machine lets us mount a file system; only root on Linux can. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const place = mkdtempSync(join(tmpdir(), 'lpa-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

export interface SmallDisk {
  readonly path: string;
  /** Takes all space but `spare` bytes. */
  fill(spare: number): void;
  free(): void;
  remountReadOnly(): void;
  unmount(): void;
}

export function mountSmallDisk(path: string, megabytes: number): SmallDisk {
  mkdirSync(path, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  const filler = join(path, 'somebody-elses-film.mp4');
  return {
    path,
    fill(spare) {
      const { bavail, bsize } = statfsSync(path);
      const piece = Buffer.alloc(4096);
      const file = openSync(filler, 'a');
      try {
        for (let left = bavail * bsize - spare; left > 0; left -= piece.length) writeSync(file, piece);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
      if (spare === 0) fillLast(filler);
    },
    free: () => rmSync(filler, { force: true }),
    remountReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', path]),
    unmount: () => execFileSync('umount', ['-l', path]),
  };
}

/** The last page, byte by byte. */
function fillLast(file: string): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(512));
  } catch {
    // Full to the brim.
  }
}
