import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { expect } from 'vitest';
import type { FromViewer, ToViewer, ViewerDocument } from '#common/contract/viewer.ts';
import { buildIfStale } from '#main/build.ts';
import { requireBrowser } from '#main/host/chromium/find-browser.ts';
import type { AppPath } from '#main/host/host.ts';
import { createAssets } from '#main/lib/assets.ts';
import { securityHeaders } from '#main/lib/csp.ts';
import { root } from './paths.ts';

const origins = {
  app: 'https://app.invalid',
  evidence: 'https://evidence.invalid',
  reading: 'https://reading.invalid',
} as const;
const patience = { timeout: 20_000 };

const outside = (style: string) => `<!doctype html><body style="margin:0">
<iframe id="frame" style="border:0;${style}" sandbox="allow-scripts allow-same-origin" src="${origins.evidence}/viewer.html"></iframe>
<script>
  window.heard = [];
  addEventListener('message', (event) => {
    if (event.origin !== '${origins.evidence}' || event.data !== 'lpa-evidence-frame') return;
    const channel = new MessageChannel();
    channel.port1.onmessage = async ({ data }) => {
      heard.push(data);
      if (data.kind !== 'range') return;
      const answer = await fetch('/file/' + data.evidence + '?' + data.begin + '-' + data.end);
      const bytes = answer.ok ? await answer.arrayBuffer() : null;
      channel.port1.postMessage({ kind: 'bytes', request: data.request, bytes }, bytes ? [bytes] : []);
    };
    window.say = (message) => channel.port1.postMessage(message);
    event.source.postMessage('lpa-evidence-port', '${origins.evidence}', [channel.port2]);
  });
</script>`;

interface Heard {
  readonly heard: readonly FromViewer[];
  say(message: unknown): void;
}

export interface EvidencePage {
  readonly page: Page;
  /** What the console and uncaught errors said. */
  readonly problems: readonly string[];
  say(message: ToViewer): Promise<void>;
  /** The n-th message of a kind, waited for. Pictures come as Buffers. */
  hear<K extends FromViewer['kind']>(kind: K, count?: number): Promise<Extract<FromViewer, { kind: K }>>;
  /** How often a kind was heard so far. */
  count(kind: FromViewer['kind']): Promise<number>;
  document(evidence: string, mediaType: string): ViewerDocument;
}

/** Chromium as the app starts it. */
export async function startEvidenceBrowser(): Promise<Browser> {
  await buildIfStale();
  return chromium.launch({
    executablePath: requireBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--host-resolver-rules=MAP * ~NOTFOUND'],
  });
}

/** The real frame, built and served under the real policy; only the page around it is a stand-in that serves `files`. */
export async function openEvidencePage(
  browser: Browser,
  files: ReadonlyMap<string, Buffer>,
  style = 'width:700px;height:600px',
): Promise<EvidencePage> {
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

  const count = (kind: FromViewer['kind']) =>
    page.evaluate((wanted) => {
      const { heard } = window as unknown as Heard;
      return heard.filter((message) => message.kind === wanted).length;
    }, kind);
  const hear: EvidencePage['hear'] = async (kind, nth = 1) => {
    await expect.poll(() => count(kind), patience).toBeGreaterThanOrEqual(nth);
    const { message, picture } = await page.evaluate(
      ([wanted, at]) => {
        const { heard } = window as unknown as Heard;
        const found = heard.filter((one) => one.kind === wanted)[at - 1];
        const bytes = found?.kind === 'page-read' ? found.read.picture : null;
        // Buffers do not survive the way to the test; base64 does.
        const binary = bytes && Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
        return { message: found, picture: binary === null ? null : btoa(binary) };
      },
      [kind, nth] as const,
    );
    if (message?.kind === 'page-read' && picture !== null) {
      const bytes = new Uint8Array(Buffer.from(picture, 'base64')).buffer;
      return { ...message, read: { ...message.read, picture: bytes } } as never;
    }
    return message as never;
  };
  await hear('ready');
  return {
    page,
    problems,
    count,
    hear,
    say: (message) =>
      page.evaluate((sent) => {
        (window as unknown as Heard).say(sent);
      }, message),
    document: (evidence, mediaType) => ({
      evidence,
      mediaType,
      size: files.get(evidence)?.length ?? 5000,
      title: evidence,
      stream: null,
    }),
  };
}
