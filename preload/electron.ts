import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, OfferedFile, Ticket } from '#common/contract/bridge.ts';
import type { Reply } from '#common/contract/failures.ts';
import { createBacklog } from './backlog.ts';

const backlog = createBacklog();

const desktop: Bridge = {
  async invoke(channel: string, input: unknown) {
    const text = (await ipcRenderer.invoke('invoke', channel, JSON.stringify(input ?? null))) as string;
    return JSON.parse(text) as Reply;
  },
  on: (event: string, listener: (payload: unknown) => void) => backlog.on(event, listener),
  async offer(file: OfferedFile) {
    const text = (await ipcRenderer.invoke('offer', webUtils.getPathForFile(file as File))) as string;
    const answer = JSON.parse(text) as { readonly ticket: Ticket } | { readonly code: string };
    if ('ticket' in answer) return answer.ticket;
    throw new Error(answer.code);
  },
};

// Electron runs a preload in the top frame only; the origin is checked all the same, on both sides.
if (window === window.top && location.protocol === 'app:' && location.host === 'app') {
  ipcRenderer.on('tell', (_event, event: string, text: string) => backlog.tell(event, JSON.parse(text)));
  contextBridge.exposeInMainWorld('desktop', desktop);
}
