import { readFileSync, writeFileSync } from 'node:fs';

/** Linux: the mark from which on the kernel remembers the peak. A child begins with its parent's. */
export function resetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

export function peakMB(): number {
  const [, kilobytes = ''] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
