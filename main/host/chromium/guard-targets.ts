import type { CDPSession, Protocol } from 'puppeteer-core';

type Info = Protocol.Target.TargetInfo;

const isWindowOfItsOwn = ({ type, url }: Info) => type === 'page' || url.startsWith('devtools://');

/** Milliseconds. */
const popupDelay = 300;

/**
 * Closes every window and tab but the app's: pop-ups, Ctrl+N, view-source, developer tools. Chromium also opens targets of
 * type `other` for its own use (chrome://omnibox-popup…), so the type decides.
 */
export async function guardTargets(session: CDPSession, own: string, onOwnClosed: () => void): Promise<void> {
  const close = (targetId: string) => {
    session.send('Target.closeTarget', { targetId }).catch(() => undefined); // it may have gone by itself
  };
  const check = (info: Info) => {
    if (info.targetId === own || !isWindowOfItsOwn(info)) return;
    // A pop-up shares the process of the page, which must not be caught between opening and closing it.
    if (info.openerId === undefined) close(info.targetId);
    else setTimeout(() => close(info.targetId), popupDelay);
  };
  session.on('Target.targetCreated', ({ targetInfo }: Protocol.Target.TargetCreatedEvent) => check(targetInfo));
  session.on('Target.targetInfoChanged', ({ targetInfo }: Protocol.Target.TargetInfoChangedEvent) => check(targetInfo));
  session.on('Target.targetDestroyed', ({ targetId }: Protocol.Target.TargetDestroyedEvent) => {
    if (targetId === own) onOwnClosed();
  });
  await session.send('Target.setDiscoverTargets', { discover: true });
}
