import { useEffect, useRef } from 'react';

export type CameIn = 'drop' | 'paste';
type Take = (files: readonly File[], how: CameIn) => void;

/** Parts of the screen that take any file, the innermost last. */
const takers: { current: Take }[] = [];

/** Whether files of no kind of our own are welcome on the screen now. */
export const takesAnyFile = (): boolean => takers.length > 0;

/** Gives dropped or pasted files to the innermost part that takes them; false when there is none. */
export function giveFiles(files: readonly File[], how: CameIn): boolean {
  takers.at(-1)?.current(files, how);
  return takers.length > 0;
}

/** Takes what is dropped on the window or pasted outside text, while the calling part is on the screen. */
export function useIncomingFiles(take: Take): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    takers.push(latest);
    return () => {
      takers.splice(takers.indexOf(latest), 1);
    };
  }, []);
}

const watchers = new Set<() => void>();

/** Files are dragged over a frame, whose page must not have them: the window's own target has to come between. */
export function tellDrag(): void {
  for (const watcher of watchers) watcher();
}

export function onDrag(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}
