import { mkdirSync } from 'node:fs';
import { app, Menu, protocol } from 'electron';
import { scheme } from './origins.ts';

const switches: readonly (readonly [name: string, value?: string])[] = [
  // No name and no address resolves: what a guard should ever miss reaches nobody.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['no-proxy-server'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
  // Both names that the switch has had.
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  // A crash dump holds pieces of memory, so of what was typed.
  ['disable-breakpad'],
  ['disable-crash-reporter'],
  ['disable-features', 'MediaRouter,SpareRendererForSitePerProcess,WebRtcHideLocalIpsWithMdns'],
];

/**
 * Everything that Electron takes only before it is ready. Called in the first turn of the entry: no `await` may stand
 * before it, as `ready` would not wait.
 */
export function prepareElectron(profileFolder: string): void {
  app.enableSandbox();
  try {
    mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
    app.setPath('userData', profileFolder);
    app.setPath('sessionData', profileFolder);
  } catch {
    // The data folder cannot be written; run() says so in a sentence.
  }
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  // Set before ready, null keeps Electron's own menu, with its developer tools, from being made at all.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
}

/** On macOS the usual keys (copy, paste, quit) live in the menu. */
export function setMacMenu(): void {
  if (process.platform === 'darwin')
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]));
}
