import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { describeHost } from './conformance.ts';
import {
  filesWith,
  makeFolders,
  removeFolders,
  spawnChromium,
  startChromium,
  type HostStart,
  type RunningHost,
} from './running-host.ts';

describeHost('Chromium, headless', () => startChromium());

const running: RunningHost[] = [];
const start = async (options: HostStart = {}) => {
  const host = await startChromium(options);
  running.push(host);
  return host;
};
afterEach(async () => {
  for (const host of running.splice(0)) await host.dispose();
});

/** The browser's own process: the child of the program that has a profile and no `--type`. */
function browserPid(host: RunningHost): number {
  const { stdout } = spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 1 << 24 });
  const line = stdout
    .split('\n')
    .find(
      (one) => one.includes(join(host.dataFolder, 'profile')) && !one.includes('--type=') && one.includes('--app='),
    );
  return Number(line?.trim().split(/\s+/)[0]);
}

const probes = ['probe-ในช่องข้อความ-7351', 'probe-title-7352', 'probe-hash-7353', 'probe-state-7354'] as const;

async function leaveTraces({ page }: RunningHost): Promise<void> {
  await page.fill('#text', `${probes[0]} `.repeat(20));
  await page.evaluate(([, title, hash, state]) => {
    document.title = title;
    location.hash = hash;
    history.pushState({ state }, '', `/screen/${state}`);
    sessionStorage.setItem('s', state);
    localStorage.setItem('l', state);
    document.cookie = `c=${state}`;
  }, probes);
  await page.waitForTimeout(1_500);
}

describe('nothing of the pages is left readable', () => {
  test('after closing the window', async () => {
    const host = await start();
    await leaveTraces(host);
    await host.page.close();
    await host.ended;
    expect(readdirSync(join(host.dataFolder, 'profile'))).toEqual([]);
    for (const probe of probes) expect(filesWith(host.dataFolder, probe)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('while it runs, and after browser and main were killed', async () => {
    const host = await start();
    await leaveTraces(host);
    for (const probe of probes) expect(filesWith(host.dataFolder, probe)).toEqual([]);
    const browser = browserPid(host);
    // Held first, so that it cannot tidy up when it sees that main is gone.
    process.kill(browser, 'SIGSTOP');
    process.kill(host.pid, 'SIGKILL');
    process.kill(browser, 'SIGKILL');
    await host.ended;
    // The grep would be blind without a profile to look into.
    expect(readdirSync(join(host.dataFolder, 'profile')).length).toBe(1);
    for (const probe of probes) expect(filesWith(host.dataFolder, probe)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('ends that nobody asked for', () => {
  test('the browser is killed: main closes the library, says so and exits with 1', async () => {
    const host = await start();
    process.kill(browserPid(host), 'SIGKILL');
    expect(await host.ended).toBe(1);
    expect(host.output()).toContain('{"closed":true}');
    expect(host.output()).toMatch(/The window ended unexpectedly\. All work shown as saved is safe/);
    expect(host.output()).toMatch(/หน้าต่างปิดลงโดยไม่คาดคิด/);
  });

  test('the page crashes: it comes back with its bridge', async () => {
    const host = await start();
    const session = await host.page.context().newCDPSession(host.page);
    await session.send('Page.navigate', { url: 'chrome://crash' }).catch(() => undefined);
    const back = async () => {
      const browser = await chromium.connectOverCDP(host.address);
      try {
        const page = browser.contexts()[0]?.pages()[0];
        // A page that is just crashing answers nothing at all.
        return (await page?.waitForFunction(() => 'desktop' in window, undefined, { timeout: 5_000 })) !== undefined;
      } finally {
        await browser.close();
      }
    };
    await expect.poll(back, { timeout: 45_000, interval: 500 }).toBe(true);
  });

  test('main is killed: its browser goes too, and the next start is not blocked by what is left', async () => {
    const host = await start();
    const browser = browserPid(host);
    process.kill(host.pid, 'SIGKILL');
    await host.ended;
    const isAlive = () => {
      try {
        return process.kill(browser, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isAlive).toBe(false);
    expect(existsSync(join(host.dataFolder, 'instance.sock'))).toBe(true);
    const again = await start({ folders: host });
    expect(await again.page.title()).toBe('Fixture');
    expect(readdirSync(join(host.dataFolder, 'profile')).length).toBe(1);
  });
});

describe('one instance per data folder', () => {
  test('a second start hands its file to the first and ends at once', async () => {
    const host = await start();
    const file = join(host.dataFolder, '..', 'ส่งมา.lpasub');
    writeFileSync(file, 'x');
    const second = await spawnChromium({ folders: host, files: [file] });
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain('already open');
    await host.page.waitForFunction(() => (window as unknown as { handed: unknown[] }).handed.length > 0);
    expect(await host.page.evaluate(() => (window as unknown as { handed: { name: string }[] }).handed[0]?.name)).toBe(
      'ส่งมา.lpasub',
    );
  });

  test('a file given at the start waits for the page', async () => {
    const folders = makeFolders();
    const file = join(folders.dataFolder, '..', 'first.asice');
    writeFileSync(file, 'x');
    const host = await start({ folders, files: [file] });
    await host.page.waitForFunction(() => (window as unknown as { handed: unknown[] }).handed.length === 1);
  });

  test('of three starts at once over a stale lock one opens and two hand over', async () => {
    const folders = makeFolders();
    const first = await spawnChromium({ folders });
    await first.address;
    first.child.kill('SIGKILL');
    await first.ended;
    const all = await Promise.all([1, 2, 3].map(() => spawnChromium({ folders })));
    const addresses = await Promise.all(all.map((one) => one.address));
    expect(addresses.filter((one) => one !== null)).toHaveLength(1);
    const codes = await Promise.all(all.filter((_, n) => addresses[n] === null).map((one) => one.ended));
    expect(codes).toEqual([0, 0]);
    for (const one of all) one.child.kill('SIGKILL');
    await Promise.all(all.map((one) => one.ended));
    removeFolders(folders);
  });

  test('two data folders are two instances', async () => {
    const [one, two] = [await start(), await start()];
    expect(await one.page.title()).toBe('Fixture');
    expect(await two.page.title()).toBe('Fixture');
  });
});

describe('a browser that cannot be used', () => {
  test('is missing: one sentence with its name, exit 1', async () => {
    const missing = await spawnChromium({ env: { CHROME_PATH: '/nowhere/chromium' } });
    expect(await missing.ended).toBe(1);
    expect(missing.output()).toContain('CHROME_PATH names /nowhere/chromium, which does not exist.');
    expect(missing.output()).not.toMatch(/\n\s+at /);
    removeFolders(missing.folders);
  });

  test('is no browser at all: a sentence, not a stack', async () => {
    const folders = makeFolders();
    mkdirSync(folders.dataFolder, { recursive: true });
    const fake = join(folders.dataFolder, 'fake.sh');
    writeFileSync(fake, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const broken = await spawnChromium({ folders, env: { CHROME_PATH: fake } });
    expect(await broken.ended).toBe(1);
    expect(broken.output()).toContain('did not start');
    expect(broken.output()).not.toMatch(/\n\s+at /);
    removeFolders(folders);
  });

  // Policies lie in /etc; a mount namespace shows this one to the tested process alone.
  const canMount = existsSync('/etc/chromium') && spawnSync('unshare', ['-m', 'true']).status === 0;
  test.skipIf(!canMount).each([
    ['debugging', { RemoteDebuggingAllowed: false }, 'RemoteDebuggingAllowed=false'],
    ['incognito windows', { IncognitoModeAvailability: 1 }, 'forbids incognito windows'],
  ])('forbids %s by policy: says so, exit 1', async (_what, policy, sentence) => {
    const folders = makeFolders();
    const policies = mkdtempSync(join(tmpdir(), 'lpa-policy-'));
    mkdirSync(join(policies, 'policies/managed'), { recursive: true });
    writeFileSync(join(policies, 'policies/managed/lpa.json'), JSON.stringify(policy));
    const wrapper = join(policies, 'chromium.sh');
    const inner = `mount --bind ${policies} /etc/chromium && exec chromium "$@"`;
    writeFileSync(wrapper, `#!/bin/sh\nexec unshare -m sh -c '${inner}' sh "$@"\n`, { mode: 0o755 });
    const closed = await spawnChromium({ folders, env: { CHROME_PATH: wrapper } });
    expect(await closed.ended).toBe(1);
    expect(closed.output()).toContain(sentence);
    expect(closed.output()).toContain('ผู้ดูแลระบบ');
    removeFolders(folders);
    rmSync(policies, { recursive: true });
  });
});

const hasXvfb = process.platform === 'linux' && spawnSync('Xvfb', ['-help']).error === undefined;

describe.skipIf(!hasXvfb)('with a screen', () => {
  let display = '';
  let screen: ReturnType<typeof spawn>;
  beforeAll(async () => {
    screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    display = await new Promise((resolve) =>
      screen.stdout?.once('data', (piece: Buffer) => resolve(`:${piece.toString().trim()}`)),
    );
  });
  afterAll(() => screen.kill());
  const withScreen = (options: HostStart = {}): HostStart => ({
    ...options,
    headless: false,
    env: { DISPLAY: display, WAYLAND_DISPLAY: '' },
  });

  describeHost('Chromium, in a window', () => startChromium(withScreen()));

  test('the window comes back where it stood', async () => {
    const folders = makeFolders();
    const first = await startChromium(withScreen({ folders }));
    const session = await first.page.context().newCDPSession(first.page);
    const { windowId } = await session.send('Browser.getWindowForTarget');
    const place = { left: 40, top: 30, width: 1100, height: 700 };
    await session.send('Browser.setWindowBounds', { windowId, bounds: place });
    const stored = () =>
      (JSON.parse(readFileSync(join(folders.dataFolder, 'settings.json'), 'utf8')) as { bounds?: { width?: number } })
        .bounds?.width;
    const isStored = () => {
      try {
        return stored();
      } catch {
        return undefined;
      }
    };
    await expect.poll(isStored).toBe(1100);
    await first.page.close();
    await first.ended;
    const again = await start(withScreen({ folders }));
    const next = await again.page.context().newCDPSession(again.page);
    const bounds = async () => (await next.send('Browser.getWindowForTarget')).bounds;
    await expect.poll(bounds).toMatchObject({ width: 1100, height: 700 });
  });

  test('a window that the browser opens by itself is closed', async () => {
    const host = await start(withScreen());
    const session = await host.page.context().newCDPSession(host.page);
    const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    const targets = async () => (await session.send('Target.getTargets')).targetInfos.map((one) => one.targetId);
    await expect.poll(targets).not.toContain(targetId);
    await expect.poll(() => host.page.context().pages().length).toBe(1);
    expect(await host.page.evaluate(() => 1 + 1)).toBe(2);
  });

  test('keys of a browser open nothing', async () => {
    const host = await start(withScreen());
    for (const key of ['F12', 'Control+Shift+I', 'Control+N', 'Control+T', 'Control+U'])
      await host.page.keyboard.press(key);
    await host.page.waitForTimeout(800);
    expect(host.page.context().pages()).toHaveLength(1);
  });
});
