import { basename, dirname, join } from 'node:path';
import { app as electron, dialog, type BrowserWindow, type Session } from 'electron';
import type { Application } from '../host.ts';
import { findDownload, saveDownload } from '../shared/save-download.ts';
import { originOf, pathOf } from './origins.ts';

interface Deps {
  readonly session: Session;
  readonly app: Pick<Application, 'serve'>;
  readonly window: () => BrowserWindow | null;
  /** Saves there without asking; absent: the save dialog, which opens in the user's Downloads. */
  readonly folder?: string;
  readonly emit: (event: string, payload: unknown) => void;
}

/** Takes downloads over from Electron: main writes them itself, so a half file never has the final name. */
export function handleDownloads({ session, app, window, folder, emit }: Deps): void {
  const choose = async (fileName: string): Promise<string | null> => {
    const parent = window();
    const options = { defaultPath: join(electron.getPath('downloads'), fileName) };
    const { filePath, canceled } = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    return canceled || filePath === '' ? null : filePath;
  };

  const save = async (url: string): Promise<void> => {
    const download = await findDownload(app, pathOf(url));
    if (download === null) return;
    const target = folder === undefined ? await choose(download.fileName) : undefined;
    if (target === null) return; // the user changed their mind
    const place = target === undefined ? (folder ?? '') : dirname(target);
    const saved = await saveDownload(download, place, target);
    emit(
      'saved',
      'path' in saved
        ? { fileName: basename(saved.path), folder: place, failure: null }
        : { fileName: download.fileName, folder: place, failure: saved.failure },
    );
  };

  session.on('will-download', (event, item) => {
    event.preventDefault();
    const url = item.getURL();
    if (originOf(url) === 'app') save(url).catch(() => undefined); // the ticket is gone: nothing to save
  });
}
