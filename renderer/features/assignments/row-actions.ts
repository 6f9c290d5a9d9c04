import { canDownload, type WorkRow } from './work-rows.ts';

export type RowAction =
  | 'download'
  | 'download-new'
  | 'pause'
  | 'resume' // go on after a pause
  | 'try-now' // do not wait for the line
  | 'retry' // failed before
  | 'first'
  | 'cancel';

/** What can be done about the download of a row; the first one is what the key D does. */
export function actionsOf(row: WorkRow): readonly RowAction[] {
  if (canDownload(row)) return [row.newRevision ? 'download-new' : 'download'];
  const { queued } = row;
  if (queued === null) return [];
  // Nobody asks the server for work that is no longer the team's.
  if (row.withdrawn) return ['cancel'];
  const first: readonly RowAction[] = queued.first ? [] : ['first'];
  switch (queued.state) {
    case 'queued':
      return ['pause', ...first, 'cancel'];
    case 'running':
      return ['pause', 'cancel'];
    case 'waiting':
      return [...(queued.code === 'sign-in.required' ? [] : ['try-now' as const]), 'pause', ...first, 'cancel'];
    case 'paused':
      return ['resume', ...first, 'cancel'];
    case 'failed':
      return ['retry', 'cancel'];
  }
}
