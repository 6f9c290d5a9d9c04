import { chromium, type Browser, type Frame, type Page } from 'playwright';
import { expect } from 'vitest';
import type { FromViewer, ToViewer } from '#common/contract/viewer.ts';
import { buildIfStale } from '#main/build.ts';
import { requireBrowser } from '#main/host/chromium/find-browser.ts';
import type { AppPath } from '#main/host/host.ts';
import { createAssets } from '#main/lib/assets.ts';
import { securityHeaders } from '#main/lib/csp.ts';
import { join } from 'node:path';
import { root } from './paths.ts';

export const origins = {
  app: 'https://app.invalid',
  evidence: 'https://evidence.invalid',
  reading: 'https://reading.invalid',
} as const;
const patience = { timeout: 30_000 };

/** What a hand or a key comes after: it would be faster than the message otherwise. */
const obeyedFirst = new Set<ToViewer['kind']>(['tool', 'marks', 'select', 'find', 'side', 'mark-selection']);

const outside = (style: string) => `<!doctype html><body style="margin:0">
<iframe id="frame" style="border:0;${style}" sandbox="allow-scripts allow-same-origin" src="${origins.evidence}/viewer.html"></iframe>
<script>
  window.heard = [];
  const obeyed = [];
  addEventListener('message', (event) => {
    if (event.origin !== '${origins.evidence}' || event.data !== 'lpa-evidence-frame') return;
    const channel = new MessageChannel();
    channel.port1.onmessage = async ({ data }) => {
      if (data.kind === 'pong') return obeyed.shift()?.();
      heard.push(data);
      if (data.kind !== 'range') return;
      const answer = await fetch('/file/' + data.evidence + '?' + data.begin + '-' + data.end);
      const bytes = answer.ok ? await answer.arrayBuffer() : null;
      channel.port1.postMessage({ kind: 'bytes', request: data.request, bytes }, bytes ? [bytes] : []);
    };
    window.say = (message) => channel.port1.postMessage(message);
    window.sayAndWait = (message) => new Promise((resolve) => {
      obeyed.push(resolve);
      say(message);
      say({ kind: 'ping' });
    });
    event.source.postMessage('lpa-evidence-port', '${origins.evidence}', [channel.port2]);
  });
</script>`;

/** The real frame, built and served under the real policy, in real Chromium; only the page around it is a stand-in. */
export interface FrameBed {
  /** By the name under which the frame asks for them. */
  readonly files: Map<string, Buffer>;
  readonly page: Page;
  readonly frame: Frame;
  /** What the frame or the page complained about. */
  readonly problems: readonly string[];
  say(message: ToViewer): Promise<void>;
  heard<K extends FromViewer['kind']>(kind: K): Promise<Extract<FromViewer, { kind: K }>[]>;
  /** Waits for the n-th message of a kind. */
  hear<K extends FromViewer['kind']>(kind: K, count?: number): Promise<Extract<FromViewer, { kind: K }>>;
  /** Waits until the last message of a kind is like this. */
  hearLast<K extends FromViewer['kind']>(kind: K, like: Partial<Extract<FromViewer, { kind: K }>>): Promise<void>;
  open(name: string, mediaType: string): Promise<void>;
}

export async function launchForFrames(): Promise<Browser> {
  await buildIfStale();
  return chromium.launch({
    executablePath: requireBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--host-resolver-rules=MAP * ~NOTFOUND'],
  });
}

export async function openFrame(
  browser: Browser,
  files: Map<string, Buffer>,
  style = 'width:700px;height:600px',
): Promise<FrameBed> {
  const assets = createAssets(join(root, 'out', 'renderer'));
  const problems: string[] = [];
  const page = await browser.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') problems.push(line.text());
  });
  await page.context().route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin === origins.app) {
      const file = files.get(url.pathname.replace('/file/', ''));
      const [begin = 0, end = 0] = url.search.slice(1).split('-').map(Number);
      if (url.pathname === '/') await route.fulfill({ contentType: 'text/html', body: outside(style) });
      else if (file) await route.fulfill({ body: file.subarray(begin, end) });
      else await route.fulfill({ status: 404 });
      return;
    }
    const served = await assets.serve({ origin: 'evidence', path: url.pathname as AppPath });
    const headers = { ...served.headers, ...securityHeaders('evidence', origins) };
    await route.fulfill({ status: served.status, headers, body: Buffer.from(served.body) });
  });
  await page.goto(`${origins.app}/`);

  const say: FrameBed['say'] = (message) =>
    page.evaluate(
      ([sent, how]) => (window as unknown as Record<typeof how, (message: unknown) => unknown>)[how](sent),
      [message, obeyedFirst.has(message.kind) ? 'sayAndWait' : 'say'] as const,
    ) as Promise<void>;
  const heard = <K extends FromViewer['kind']>(kind: K) =>
    page.evaluate((wanted) => {
      const all = (window as unknown as { heard: FromViewer[] }).heard;
      return all.filter((message) => message.kind === wanted);
    }, kind) as Promise<Extract<FromViewer, { kind: K }>[]>;
  const bed: FrameBed = {
    files,
    page,
    problems,
    say,
    heard,
    get frame() {
      return page.frames()[1]!;
    },
    async hear(kind, count = 1) {
      // By hand: benches wait here, too, and they run outside of any test.
      const end = Date.now() + patience.timeout;
      for (;;) {
        const message = (await heard(kind))[count - 1];
        if (message) return message;
        if (Date.now() > end) throw new Error(`'${kind}' was not said ${String(count)} times`);
        await page.waitForTimeout(40);
      }
    },
    async hearLast(kind, like) {
      await expect.poll(async () => (await heard(kind)).at(-1), patience).toMatchObject(like);
    },
    open: (name, mediaType) =>
      say({
        kind: 'open',
        document: { evidence: name, mediaType, size: files.get(name)?.length ?? 0, title: name, stream: null },
        marks: [],
      }),
  };
  // Benches open frames, too, where nothing can be expected.
  await page.waitForFunction(() =>
    (window as unknown as { heard: FromViewer[] }).heard.some(({ kind }) => kind === 'ready'),
  );
  return bed;
}
