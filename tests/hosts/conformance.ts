import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '#common/contract/bridge.ts';
import { bigByte, bigSize } from './fixture-application.ts';
import { readPdfText } from './read-pdf-text.ts';
import type { RunningHost } from './running-host.ts';

/** Globals of the fixture page. */
interface FixtureWindow {
  readonly desktop: Bridge;
  readonly heard: unknown[];
  readonly saved: { fileName: string; folder: string; failure: string | null }[];
  readonly fromFrame: { origin: string; data: Record<string, unknown> }[];
}
declare const window: FixtureWindow & Window;

/** What every host must do. `start` opens the fixture application in a window. */
export function describeHost(name: string, start: () => Promise<RunningHost>): void {
  describe(name, () => {
    let host: RunningHost;
    let folder: string;
    const call = (channel: string, input: unknown = {}) =>
      host.page.evaluate(([to, value]) => window.desktop.invoke(to, value), [channel, input] as const);

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'lpa-conformance-'));
      host = await start();
    });
    afterAll(async () => {
      await host.dispose();
      rmSync(folder, { recursive: true, force: true });
    });

    test('a call comes back with its answer, Thai and all', async () => {
      const input = { text: 'น้ำใจ "กำนัน" \u2028 \\', list: [1, null, true], deep: { n: 0.1 } };
      expect(await call('echo', input)).toEqual({ ok: true, value: input });
    });

    test('many calls at once each get their own answer', async () => {
      const replies = await host.page.evaluate(() =>
        Promise.all(Array.from({ length: 100 }, (_, n) => window.desktop.invoke('echo', { n }))),
      );
      expect(replies).toEqual(Array.from({ length: 100 }, (_, n) => ({ ok: true, value: { n } })));
    });

    test('the bridge is three functions and cannot be changed', async () => {
      const seen = await host.page.evaluate(() => {
        const bridge = window.desktop as unknown as Record<string, unknown>;
        try {
          bridge.invoke = null;
        } catch {
          // strict mode throws; either way nothing changes
        }
        return [Object.keys(bridge).sort(), typeof bridge.invoke];
      });
      expect(seen).toEqual([['invoke', 'offer', 'on'], 'function']);
    });

    test('an event reaches the page', async () => {
      await call('emit', { what: 'changed' });
      await host.page.waitForFunction(() => window.heard.length > 0);
      expect(await host.page.evaluate(() => window.heard)).toEqual([{ what: 'changed' }]);
    });

    test('a reload keeps the bridge, and listeners do not pile up', async () => {
      await host.page.reload();
      expect(await call('echo', { after: 'reload' })).toEqual({ ok: true, value: { after: 'reload' } });
      await call('emit', { round: 2 });
      await host.page.waitForFunction(() => window.heard.length > 0);
      expect(await host.page.evaluate(() => window.heard)).toEqual([{ round: 2 }]);
    });

    test('a chosen file becomes a ticket that main can read, without its path in the page', async () => {
      const file = join(folder, 'หลักฐาน.txt');
      writeFileSync(file, 'เนื้อหา');
      await host.page.setInputFiles('#file', file);
      const ticket = await host.page.evaluate(() => {
        const chosen = document.querySelector<HTMLInputElement>('#file')?.files?.[0];
        return chosen === undefined ? '' : window.desktop.offer(chosen);
      });
      expect(ticket).not.toContain(folder);
      expect(await call('read', { ticket })).toEqual({ ok: true, value: 'เนื้อหา' });
    });

    test('a file that the page made itself is refused', async () => {
      const outcome = await host.page.evaluate(() =>
        window.desktop.offer(new File(['x'], '/etc/passwd')).then(
          () => 'taken',
          (error: unknown) => (error as Error).message,
        ),
      );
      expect(outcome).toContain('file.unreadable');
    });

    test('a download is saved under its Thai name, and a second one does not replace it', async () => {
      for (const expected of ['แบบสรุป.txt', 'แบบสรุป (1).txt']) {
        const before = await host.page.evaluate(() => window.saved.length);
        await host.page.click('#save');
        await host.page.waitForFunction((count) => window.saved.length > count, before);
        const last = await host.page.evaluate(() => window.saved.at(-1));
        expect(last).toEqual({ fileName: expected, folder: host.downloadsFolder, failure: null });
        expect(readFileSync(join(host.downloadsFolder, expected), 'utf8')).toBe('small');
      }
    });

    test('a download larger than any answer is saved whole', async () => {
      const before = await host.page.evaluate(() => window.saved.length);
      await host.page.click('#save-big');
      await host.page.waitForFunction((count) => window.saved.length > count, before);
      const bytes = readFileSync(join(host.downloadsFolder, 'big.bin'));
      expect(bytes.byteLength).toBe(bigSize);
      for (const at of [0, 1, bigSize / 2, bigSize - 1].map(Math.floor)) expect(bytes[at]).toBe(bigByte(at));
    });

    test('a program runs in a process of its own, answers, and its crash is told', async () => {
      const file = join(folder, 'program.mjs');
      writeFileSync(
        file,
        `const { parentPort } = process;
         const hear = ({ question, bytes }) => {
           if (question === 'crash') process.abort();
           const answer = question + ' ' + bytes.length + ' ' + bytes[1];
           if (parentPort) parentPort.postMessage(answer); else process.send(answer);
         };
         if (parentPort) parentPort.on('message', ({ data }) => hear(data)); else process.on('message', hear);`,
      );
      const ask = (question: string) => call('program', { file, question });
      expect(await ask('ถาม')).toEqual({ ok: true, value: { outcome: 'ถาม 2 255', last: 'ended' } });
      expect(await ask('crash')).toEqual({ ok: true, value: { outcome: 'ended', last: 'ended' } });
    });

    test('an application page is printed, without bridge and without network', async () => {
      const reply = (await call('print')) as { ok: boolean; value: string };
      const { text, pages, tagged, title } = await readPdfText(Buffer.from(reply.value, 'base64'));
      expect(text).toContain('bridge:undefined');
      expect(text).toContain('network:refused');
      expect({ pages, tagged, title }).toEqual({ pages: 1, tagged: true, title: 'รายงาน' });
    });

    test('the evidence frame has no bridge, cannot reach the app, and has its own worker and files', async () => {
      await host.page.waitForFunction(() => window.fromFrame.length > 0);
      const [message] = await host.page.evaluate(() => window.fromFrame);
      expect(message?.origin).toMatch(/^(https:\/\/evidence\.invalid|app:\/\/evidence)$/);
      expect(message?.data).toEqual({
        desktop: 'undefined',
        functions: 0,
        parent: 'SecurityError',
        app: 'refused',
        own: 'got 200',
        worker: 'piece of evidence',
      });
    });

    test('a frame inside the page finds neither bridge nor the function under it', async () => {
      const seen = await host.page.evaluate(async () => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<p>foreign</p>';
        const loaded = new Promise((resolve) => {
          frame.onload = resolve;
        });
        document.body.append(frame);
        await loaded;
        const inner = frame.contentWindow as unknown as Record<string, unknown>;
        const names = Object.getOwnPropertyNames(inner).filter((one) => /^[br][0-9a-f]{8}-/.test(one));
        const result = [typeof inner.desktop, names.length];
        frame.remove();
        return result;
      });
      expect(seen).toEqual(['undefined', 0]);
    });

    test('the page sees no function under the bridge either', async () => {
      const names = await host.page.evaluate(() =>
        Object.getOwnPropertyNames(window).filter((one) => /^b[0-9a-f]{8}-/.test(one)),
      );
      expect(names).toEqual([]);
    });

    test('an answer that is too large is refused and the window lives on', async () => {
      expect(await host.page.evaluate(() => fetch('/too-big').then((reply) => reply.status))).toBe(413);
      expect(await call('echo', { still: 'here' })).toEqual({ ok: true, value: { still: 'here' } });
    });

    test('what is not served is 404, and other methods are refused', async () => {
      expect(await host.page.evaluate(() => fetch('/nothing.js').then((reply) => reply.status))).toBe(404);
      expect(await host.page.evaluate(() => fetch('/', { method: 'POST' }).then((reply) => reply.status))).toBe(405);
    });

    test('every answer carries the policy of its origin', async () => {
      const headers = await host.page.evaluate(() =>
        fetch('/nothing.js').then((reply) => Object.fromEntries([...reply.headers])),
      );
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('no-store');
    });

    test.each([false, true])('nothing reaches the network (policy switched off: %s)', async (bypass) => {
      let connections = 0;
      const server = createServer((_request, response) => response.end('reached'));
      server.on('connection', () => connections++);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const session = await host.page.context().newCDPSession(host.page);
      await session.send('Page.setBypassCSP', { enabled: bypass });
      await host.page.reload();
      const outcome = await host.page.evaluate(async (at) => {
        const targets = [`http://127.0.0.1:${at}`, `http://localhost:${at}`];
        const image = (src: string) =>
          new Promise<string>((resolve) => {
            const element = new Image();
            element.onload = () => resolve('loaded');
            element.onerror = () => resolve('refused');
            element.src = src;
          });
        const socket = (url: string) =>
          new Promise<string>((resolve) => {
            try {
              const one = new WebSocket(url.replace('http', 'ws'));
              one.onopen = () => resolve('open');
              one.onerror = () => resolve('refused');
            } catch {
              resolve('refused');
            }
          });
        const results: string[] = [];
        for (const url of targets) {
          results.push(await fetch(url, { mode: 'no-cors' }).then(() => 'fetched', () => 'refused')); // prettier-ignore
          results.push(await image(`${url}/x.png`), await socket(url));
          navigator.sendBeacon(`${url}/beacon`);
          const hint = document.createElement('link');
          hint.rel = 'preconnect';
          hint.href = url;
          document.head.append(hint);
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
        return results;
      }, port);
      await session.send('Page.setBypassCSP', { enabled: false });
      await host.page.reload();
      server.close();
      expect(outcome.every((one) => one === 'refused')).toBe(true);
      expect(connections).toBe(0);
    });

    test('a link to another site leaves the page standing', async () => {
      await host.page.click('#away');
      await host.page.waitForTimeout(300);
      expect(await call('echo', { page: 'stands' })).toEqual({ ok: true, value: { page: 'stands' } });
    });

    test('a pop-up is refused', async () => {
      await host.page.click('#popup');
      await host.page.evaluate(() => void window.open('/', '_blank', 'popup'));
      await expect.poll(() => host.page.context().pages().length).toBe(1);
      expect(await call('echo', { alone: true })).toEqual({ ok: true, value: { alone: true } });
    });

    test('cameras, places and notifications are denied without asking', async () => {
      const states = await host.page.evaluate(async () => {
        const asked = await Promise.all([
          navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', () => 'denied'), // prettier-ignore
          new Promise<string>((resolve) =>
            navigator.geolocation.getCurrentPosition(
              () => resolve('given'),
              () => resolve('denied'),
            ),
          ),
          'Notification' in window ? Notification.requestPermission() : 'denied',
        ]);
        return asked;
      });
      expect(states).toEqual(['denied', 'denied', 'denied']);
    });

    test('settings are kept in a small file, and hold nothing else', async () => {
      await call('settings', { language: 'en', textSize: '115' });
      const file = readFileSync(join(host.dataFolder, 'settings.json'), 'utf8');
      expect((JSON.parse(file) as { settings: unknown }).settings).toMatchObject({ language: 'en', textSize: '115' });
    });

    test('closing the window ends the application in order', async () => {
      await host.page.close();
      expect(await host.ended).toBe(0);
      expect(host.output()).toContain('{"closed":true}');
      expect(existsSync(join(host.dataFolder, 'instance.sock'))).toBe(false);
    });
  });
}
