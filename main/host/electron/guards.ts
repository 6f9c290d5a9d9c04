import { app, Menu, type Session, type WebContents } from 'electron';
import { isExport } from '../shared/save-download.ts';
import { originOf, pathOf } from './origins.ts';

const isOwnPage = (url: string) => originOf(url) === 'app';

/** What every page of ours may be given: nothing but a copy to the clipboard, asked for by the app's own page. */
const mayUse = (permission: string, from: string) => permission === 'clipboard-sanitized-write' && isOwnPage(from);

/** Denies permissions and devices, and cancels every request but those of the app's own scheme. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) =>
    callback(mayUse(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setSpellCheckerEnabled(false); // it would fetch dictionaries
  session.webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
    const { protocol } = new URL(url);
    const isOwn = originOf(url) !== null;
    const isForeign = !isOwn && protocol !== 'blob:' && protocol !== 'data:';
    const isReadByScript = isOwn && resourceType === 'xhr' && isExport(pathOf(url));
    callback({ cancel: isForeign || isReadByScript });
  });
}

/** Text fields get the menu that a browser would give them; nothing else has one. */
function addEditMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText }) => {
    if (isEditable) Menu.buildFromTemplate([{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }]).popup();
    else if (selectionText.trim() !== '') Menu.buildFromTemplate([{ role: 'copy' }]).popup();
  });
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault()); // the app never redirects
  contents.on('will-frame-navigate', (event) => {
    const origin = originOf(event.url);
    const isFrame = origin === 'evidence' || origin === 'reading' || event.url === 'about:srcdoc';
    const mayBe = event.isMainFrame ? origin === 'app' : isFrame;
    if (!mayBe) event.preventDefault();
  });
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
  contents.on('login', (event) => event.preventDefault());
  addEditMenu(contents);
}

/** For every page that will ever be made, whoever makes it. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}
