import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { TargetType, type Browser, type CDPSession } from 'puppeteer-core';
import type { Application, CloseReason, Window } from '../host.ts';
import { HostRefusal } from '../shared/host-refusal.ts';
import { saveDownload, type Download } from '../shared/save-download.ts';
import type { WatchedSettings } from '../shared/settings.ts';
import { attachBridge } from './bridge.ts';
import { commonArguments } from './browser-arguments.ts';
import { guardTargets } from './guard-targets.ts';
import { launchBrowser } from './launch.ts';
import { createProfileFolder } from './profile-folder.ts';
import { origins, serveOrigins } from './serve-origins.ts';
import { boundsArguments, bringOntoScreen, rememberBounds } from './window-bounds.ts';

export interface WindowOptions {
  readonly executable: string;
  readonly profilesFolder: string;
  readonly downloadsFolder: string;
  /** preload/chromium.ts as built: one script without imports. */
  readonly bridgeFile: string;
  readonly settings: WatchedSettings;
  readonly headless: boolean;
  /** Opens a TCP port for a test driver. Only a launcher in tests/ passes it; the product's entry has no way to. */
  readonly debuggingPort: boolean;
  /** A moving test picture in place of a camera, for the same launchers. */
  readonly fakeCamera: boolean;
}

export interface ChromiumWindow extends Window {
  /** `http://127.0.0.1:<port>` for `connectOverCDP`, where the debugging port was asked for. */
  readonly debuggingAddress: string | null;
}

/** Shown for the moment until the app's own page stands; interception must be on before that is asked for. */
const waitingPage = (title: string) => `data:text/html;charset=utf-8,<title>${encodeURIComponent(title)}</title>`;

const crashPause = 2_000;

async function findPage(browser: Browser, session: CDPSession) {
  const target = await browser.waitForTarget((one) => one.type() === TargetType.PAGE && one.url().startsWith('data:'));
  const page = await target.createCDPSession();
  const { targetInfo: info } = await page.send('Target.getTargetInfo');
  await untilWaitingPageStands(page);
  const { defaultBrowserContextId } = await session.send('Target.getBrowserContexts');
  if (info.browserContextId === defaultBrowserContextId)
    throw new HostRefusal(
      'นโยบายของเครื่องนี้ห้ามหน้าต่างแบบไม่ระบุตัวตน ข้อมูลอาจค้างในโปรไฟล์ของเบราว์เซอร์ จึงไม่เปิดโปรแกรม โปรดให้ผู้ดูแลระบบอนุญาต หรือใช้ตัวติดตั้งแบบ Electron',
      'A policy of this computer forbids incognito windows, so the browser would keep traces of your work. The app does not open like that. Ask the administrator to allow them, or use the Electron installer.',
    );
  return { info, page };
}

const waitingPageStands = `location.protocol === 'data:' && document.readyState === 'complete'`;

/** Its load event must not be taken for the app's, and a change of process in mid-command fails the command. */
async function untilWaitingPageStands(page: CDPSession): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const reply = await page.send('Runtime.evaluate', { expression: waitingPageStands }).catch(() => undefined);
    if (reply?.result.value === true) return;
    await setTimeout(20);
  }
  throw new Error('The window did not load');
}

/** Starts the browser, opens the app in a window of its own and resolves when its page has loaded. Throws HostRefusal. */
export async function openWindow(app: Application, options: WindowOptions): Promise<ChromiumWindow> {
  const { settings, headless } = options;
  const profile = createProfileFolder(options.profilesFolder);
  const script = await readFile(options.bridgeFile, 'utf8');
  const mayHaveCamera = settings.get().camera;
  const args = [
    ...commonArguments(profile.path),
    // The only way to give it to a window that is incognito from its start, and only for as long as it runs. Which page may
    // ask is in the permissions policy of each: the app's own, for the camera alone.
    ...(mayHaveCamera ? ['--auto-accept-camera-and-microphone-capture'] : []),
    ...boundsArguments(headless ? null : settings.bounds.get()),
    ...(options.debuggingPort ? ['--remote-debugging-port=0'] : []),
    ...(options.fakeCamera ? ['--use-fake-device-for-media-stream'] : []),
    `--app=${waitingPage(app.title)}`,
  ];
  const launched = await launchBrowser(options.executable, args, headless).catch((error: unknown) => {
    profile.remove();
    throw error;
  });
  const { browser, ended } = launched;
  try {
    const session = await browser.target().createCDPSession();
    const { info, page } = await findPage(browser, session);
    const { frameTree } = await page.send('Page.getFrameTree');

    const bridge = await attachBridge({ session: page, app, script, mainFrame: frameTree.frame.id });
    const save = async (download: Download) => {
      const saved = await saveDownload(download, options.downloadsFolder);
      const failure = 'failure' in saved ? saved.failure : null;
      const fileName = 'path' in saved ? (saved.path.split(/[\\/]/).at(-1) ?? '') : download.fileName;
      bridge.emit('saved', { fileName, folder: options.downloadsFolder, failure });
    };
    await serveOrigins({ session, app, save: (download) => void save(download), camera: () => settings.get().camera });
    // Downloads are written by main, above; nothing else may leave a file. `Browser.setDownloadBehavior` cannot name the
    // incognito context that the browser was started with.
    await page.send('Page.setDownloadBehavior', { behavior: 'deny' });

    let lastCrash = 0;
    let wasAsked = false;
    const end = (asked: boolean) => {
      wasAsked = asked;
      launched.close().catch(() => undefined);
    };
    await guardTargets(session, info.targetId, () => end(true));
    page.on('Inspector.targetCrashed', () => {
      // What was acknowledged is on disk, so a new page has it all. A page that cannot stand is not tried for ever.
      const crashedAgain = Date.now() - lastCrash < crashPause;
      lastCrash = Date.now();
      if (crashedAgain) end(false);
      else page.send('Page.reload').catch(() => end(false));
    });

    await page.send('Page.enable');
    const loaded = new Promise((resolve) => {
      page.once('Page.loadEventFired', resolve);
    });
    await page.send('Page.navigate', { url: `${origins.app}/` });
    await Promise.race([loaded, ended]);
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined && !frame.url.startsWith(`${origins.app}/`))
        page.send('Page.navigate', { url: `${origins.app}/` }).catch(() => undefined);
    });
    await page.send('Page.resetNavigationHistory');
    if (!headless) await bringOntoScreen(session, page, info.targetId);

    const unsubscribe = app.onEmit(bridge.emit);
    let hadCamera = mayHaveCamera;
    const unwatch = settings.watch(({ camera }) => {
      // A page keeps the policy that it was loaded with, so taking the camera back needs another one.
      if (hadCamera && !camera) page.send('Page.reload').catch(() => undefined);
      hadCamera = camera;
    });
    const forget = headless ? () => undefined : rememberBounds(session, info.targetId, settings);
    const closed = ended.then((reason): CloseReason => {
      unsubscribe();
      unwatch();
      forget();
      profile.remove();
      return wasAsked ? 'user' : reason;
    });
    return {
      closed,
      debuggingAddress: options.debuggingPort ? await readAddress(profile.path) : null,
      focus: () => {
        bringToFront(session, page, info.targetId).catch(() => undefined); // it is closing
      },
      async close() {
        end(true);
        await closed;
      },
    };
  } catch (error) {
    await launched.close();
    profile.remove();
    throw error;
  }
}

async function bringToFront(session: CDPSession, page: CDPSession, targetId: string): Promise<void> {
  const { windowId, bounds } = await session.send('Browser.getWindowForTarget', { targetId });
  if (bounds.windowState === 'minimized')
    await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  await page.send('Page.bringToFront');
}

async function readAddress(profile: string): Promise<string> {
  const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  return `http://127.0.0.1:${port ?? ''}`;
}
