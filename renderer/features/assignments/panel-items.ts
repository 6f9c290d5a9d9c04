import type { Download, DownloadQueue } from '#common/contract/channels/download.ts';

/** As many as anybody reads; the list below has them all. */
const most = 40;

const moves = ({ state }: Download): boolean => state === 'running' || state === 'waiting';
const failed = ({ state, problems }: Download): boolean => state === 'failed' || problems.length > 0;

/**
 * What the panel lists, in the order of the queue. Folded: what moves, and the first one that needs the person. Open:
 * those that move or failed before the rest, as many as anybody reads.
 */
export function panelItems(
  queue: DownloadQueue,
  open: boolean,
): { readonly shown: readonly Download[]; readonly more: number } {
  const { downloads } = queue;
  if (!open) {
    const moving = downloads.filter(moves).slice(0, 2);
    const trouble = downloads.find((download) => failed(download) && !moving.includes(download));
    const shown = [...moving, ...(trouble ? [trouble] : [])];
    return { shown, more: downloads.length - shown.length };
  }
  const urgent = downloads.filter((download) => moves(download) || failed(download));
  const rest = downloads.filter((download) => !moves(download) && !failed(download));
  const shown = [...urgent, ...rest].slice(0, most);
  return { shown, more: downloads.length - shown.length };
}

export type PanelState = 'running' | 'waiting' | 'paused' | 'failed';

/** What the queue as a whole does, and of how many that is said. */
export function panelState(queue: DownloadQueue): {
  readonly state: PanelState;
  readonly count: number;
  readonly failed: number;
} {
  const count = (...states: readonly Download['state'][]) =>
    queue.downloads.filter(({ state }) => states.includes(state)).length;
  const broken = count('failed');
  const open = queue.downloads.length - broken;
  const state = ((): PanelState => {
    if (open === 0) return 'failed';
    if (queue.paused || count('queued', 'running', 'waiting') === 0) return 'paused';
    return count('running') === 0 && count('waiting') > 0 ? 'waiting' : 'running';
  })();
  return { state, count: state === 'failed' ? broken : open, failed: state === 'failed' ? 0 : broken };
}
