import { expect, test } from 'vitest';
import { findBrowser, requireBrowser } from './find-browser.ts';

const machine = (platform: NodeJS.Platform, env: Record<string, string>, ...files: string[]) => ({
  platform,
  env,
  exists: (path: string) => files.includes(path),
});

test.each([
  ['linux', { PATH: '/bin:/usr/bin' }, '/usr/bin/chromium'],
  ['linux', { PATH: '/bin' }, '/usr/bin/google-chrome-stable'],
  ['linux', { PATH: '/opt/x' }, '/opt/x/microsoft-edge'],
  ['win32', { PROGRAMFILES: 'C:\\Program Files' }, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
  ['win32', { 'PROGRAMFILES(X86)': 'C:\\P86' }, 'C:\\P86\\Microsoft\\Edge\\Application\\msedge.exe'],
  ['win32', { LOCALAPPDATA: 'C:\\U\\L' }, 'C:\\U\\L\\Google\\Chrome\\Application\\chrome.exe'],
  ['darwin', { HOME: '/Users/a' }, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['darwin', { HOME: '/Users/a' }, '/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
] as const)('%s with %o: %s', (platform, env, path) => {
  expect(findBrowser(machine(platform, env, path))).toBe(path);
});

test('CHROME_PATH wins, and is never silently replaced', () => {
  const env = { PATH: '/usr/bin', CHROME_PATH: '/opt/mine' };
  expect(findBrowser(machine('linux', env, '/usr/bin/chromium', '/opt/mine'))).toBe('/opt/mine');
  expect(findBrowser(machine('linux', env, '/usr/bin/chromium'))).toBeNull();
  expect(() => requireBrowser(machine('linux', env, '/usr/bin/chromium'))).toThrow('CHROME_PATH names /opt/mine');
});

test.each([
  ['linux', 'sudo apt-get install -y chromium'],
  ['win32', 'winget install --id Google.Chrome'],
  ['darwin', 'brew install --cask google-chrome'],
] as const)('without a browser on %s the sentence names the command', (platform, command) => {
  expect(() => requireBrowser(machine(platform, {}))).toThrow(command);
});
