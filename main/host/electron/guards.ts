import { app, Menu, type Session, type WebContents } from 'electron';
import { isExport } from '../shared/save-download.ts';
import { originOf, pathOf } from './origins.ts';

const isOwnPage = (url: string) => originOf(url) === 'app';

/** What the app's own page may be given: a copy to the clipboard, and the camera (never the microphone) once it was allowed. */
function mayUse(permission: string, from: string, kinds: readonly (string | undefined)[], camera: boolean): boolean {
  if (!isOwnPage(from)) return false;
  if (permission === 'clipboard-sanitized-write') return true;
  return permission === 'media' && camera && kinds.length > 0 && kinds.every((kind) => kind === 'video');
}

/**
 * Denies permissions and devices, and cancels every request but those of the app's own scheme. `isCameraAllowed` is asked
 * each time: the person can change it while the app runs.
 */
export function guardSession(session: Session, isCameraAllowed: () => boolean = () => false): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    callback(mayUse(permission, details.requestingUrl, kinds, isCameraAllowed()));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    mayUse(permission, origin, [details.mediaType], isCameraAllowed()),
  );
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
