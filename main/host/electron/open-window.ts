import { BrowserWindow, screen, session as sessions } from 'electron';
import type { Application, CloseReason, Settings, Window, WindowBounds } from '../host.ts';
import { attachBridge } from './bridge.ts';
import { handleDownloads } from './downloads.ts';
import { guardSession } from './guards.ts';
import { origins } from './origins.ts';
import { serveProtocol } from './serve-protocol.ts';

export interface WindowOptions {
  /** `out/preload.cjs` of the build. */
  readonly preloadFile: string;
  readonly downloadsFolder?: string;
  readonly settings: Settings;
}

const first = { width: 1366, height: 768 };
const crashPause = 2_000;

/** Where the window stood, unless that screen is gone. */
function placeOf(bounds: WindowBounds | null) {
  if (bounds === null) return first;
  const { x, y, width, height } = bounds;
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  const isVisible =
    x < workArea.x + workArea.width - 100 &&
    x + width > workArea.x + 100 &&
    y >= workArea.y - 20 &&
    y < workArea.y + workArea.height - 100;
  return isVisible ? { x, y, width, height } : { width, height };
}

function rememberBounds(window: BrowserWindow, settings: Settings): void {
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    settings.bounds.set({ x, y, width, height, maximized: window.isMaximized() });
  });
}

/** Resolves when the window has gone. A page that died once is loaded anew: what was acknowledged is on disk. */
function whenClosed(window: BrowserWindow): Promise<CloseReason> {
  let reason: CloseReason = 'user';
  let lastCrash = 0;
  window.webContents.on('render-process-gone', (_event, { reason: why }) => {
    if (why === 'clean-exit' || window.isDestroyed()) return;
    const crashedAgain = Date.now() - lastCrash < crashPause;
    lastCrash = Date.now();
    if (crashedAgain) {
      reason = 'crashed';
      window.destroy();
    } else window.webContents.reload();
  });
  return new Promise((resolve) => {
    window.on('closed', () => resolve(reason));
  });
}

/** Opens the app in a window and resolves when its page has loaded. Electron must be ready. */
export async function openWindow(app: Application, options: WindowOptions): Promise<Window> {
  const { settings } = options;
  // No `persist:` in the name: history, caches, cookies and form data stay in memory.
  const session = sessions.fromPartition('window', { cache: false });
  guardSession(session, () => settings.get().camera);
  serveProtocol(session, app, true);
  const bounds = settings.bounds.get();
  const window = new BrowserWindow({
    ...placeOf(bounds),
    minWidth: 800,
    minHeight: 560,
    title: app.title,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload: options.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
      disableBlinkFeatures: 'Auxclick', // no new window by the middle button
    },
  });
  if (bounds?.maximized === true) window.maximize();
  rememberBounds(window, settings);
  const closed = whenClosed(window);
  const emit = (event: string, payload: unknown) => {
    if (!window.isDestroyed()) window.webContents.send('tell', event, JSON.stringify(payload));
  };
  handleDownloads({
    session,
    app,
    window: () => (window.isDestroyed() ? null : window),
    ...(options.downloadsFolder === undefined ? {} : { folder: options.downloadsFolder }),
    emit,
  });
  const detach = attachBridge(window.webContents, app);
  const unsubscribe = app.onEmit(emit);
  await Promise.race([window.loadURL(`${origins.app}/`), closed]);
  if (!window.isDestroyed()) window.show();
  return {
    closed: closed.finally(() => {
      unsubscribe();
      detach();
    }),
    focus() {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    async close() {
      if (!window.isDestroyed()) window.close();
      await closed;
    },
  };
}
