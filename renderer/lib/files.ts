import { useEffect, useSyncExternalStore } from 'react';
import type { Ticket } from '#common/contract/bridge.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { offerFiles } from './api.ts';

/** A file that the person chose, dropped, or opened from outside. */
export interface OfferedFile {
  readonly ticket: Ticket;
  readonly name: string;
}

export type FileKind = 'submission' | 'package' | 'receipt' | 'other';

export function fileKind(name: string): FileKind {
  if (/\.lpasub$/i.test(name)) return 'submission';
  if (/\.asice$/i.test(name)) return 'package';
  if (/\.lpareceipt$/i.test(name)) return 'receipt';
  return 'other';
}

export async function offerAll(files: readonly File[]): Promise<readonly OfferedFile[]> {
  const tickets = await offerFiles(files).catch((error: unknown) => {
    // The host found no file behind what the browser handed over.
    throw isAppError(error) ? error : new AppError('file.unreadable', { name: files[0]?.name ?? '' }, { cause: error });
  });
  return files.flatMap((file, index) => {
    const ticket = tickets[index];
    return ticket === undefined ? [] : [{ ticket, name: file.name }];
  });
}

/** Files on their way to the screen that takes them: dropped on the window, or handed to the app from outside. */
interface Inbox {
  put(files: readonly OfferedFile[]): void;
  take(kind: FileKind): readonly OfferedFile[];
  subscribe(listener: () => void): () => void;
  list(): readonly OfferedFile[];
}

export function createInbox(): Inbox {
  let waiting: readonly OfferedFile[] = [];
  const listeners = new Set<() => void>();
  const set = (next: readonly OfferedFile[]) => {
    waiting = next;
    for (const listener of listeners) listener();
  };
  return {
    put: (files) => {
      set([...waiting, ...files]);
    },
    take(kind) {
      const taken = waiting.filter((file) => fileKind(file.name) === kind);
      if (taken.length > 0) set(waiting.filter((file) => fileKind(file.name) !== kind));
      return taken;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    list: () => waiting,
  };
}

export const inbox: Inbox = createInbox();

/** Gives the screen the files of its kind as soon as there are any. */
export function useInbox(kind: FileKind, take: (files: readonly OfferedFile[]) => void): void {
  const waiting = useSyncExternalStore(inbox.subscribe, inbox.list);
  useEffect(() => {
    if (!waiting.some((file) => fileKind(file.name) === kind)) return;
    const files = inbox.take(kind);
    if (files.length > 0) take(files);
  }, [waiting, kind, take]);
}
