import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { isAppError } from '#common/contract/failures.ts';
import { maxMessage, type Application } from '../host.ts';
import { originOf } from './origins.ts';

/** Only the top frame of the app's own page may call, whatever else should come to run in this process. */
function isOwnTopFrame(event: IpcMainInvokeEvent, own: WebContents): boolean {
  const frame = event.senderFrame;
  return event.sender === own && frame !== null && frame.parent === null && originOf(frame.url) === 'app';
}

/** Answers the two messages of preload/electron.ts. The wire is JSON text, as in the other host. Returns its end. */
export function attachBridge(own: WebContents, app: Pick<Application, 'handle' | 'accept'>): () => void {
  ipcMain.handle('invoke', async (event, channel: unknown, input: unknown): Promise<string> => {
    if (!isOwnTopFrame(event, own) || typeof channel !== 'string' || typeof input !== 'string')
      throw new Error('refused');
    if (channel.length + input.length > maxMessage) throw new Error('refused');
    return JSON.stringify(await app.handle(channel, JSON.parse(input)));
  });
  ipcMain.handle('offer', async (event, path: unknown): Promise<string> => {
    if (!isOwnTopFrame(event, own) || typeof path !== 'string') throw new Error('refused');
    try {
      if (path === '') return JSON.stringify({ code: 'file.unreadable' }); // made by the page, not chosen by the user
      return JSON.stringify({ ticket: await app.accept(path) });
    } catch (error) {
      return JSON.stringify({ code: isAppError(error) ? error.code : 'file.unreadable' });
    }
  });
  return () => {
    ipcMain.removeHandler('invoke');
    ipcMain.removeHandler('offer');
  };
}
