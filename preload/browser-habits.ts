/** Keys by which a browser leaves the app: new windows, developer tools, source, save page, history, print page. */
const withControl = new Set(['KeyN', 'KeyT', 'KeyU', 'KeyS', 'KeyP', 'KeyH', 'KeyJ', 'KeyD', 'KeyO', 'KeyG']);
const withControlAndShift = new Set(['KeyI', 'KeyJ', 'KeyC', 'KeyN', 'KeyT', 'KeyB', 'KeyO', 'Delete']);
const alone = new Set(['F3', 'F7', 'F12']);

interface Key {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

export function isBrowserKey({ code, ctrlKey, metaKey, shiftKey }: Key): boolean {
  if (!ctrlKey && !metaKey) return alone.has(code);
  return shiftKey ? withControlAndShift.has(code) : withControl.has(code);
}

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLElement && target.isContentEditable);

interface Click {
  readonly button: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a click on a link asks for another tab or window. */
const asksForWindow = ({ button, ctrlKey, metaKey, shiftKey }: Click, link: HTMLAnchorElement): boolean =>
  button === 1 || ctrlKey || metaKey || shiftKey || !['', '_self', '_top', '_parent'].includes(link.target);

/**
 * Main closes windows that open; these never open at all. A pop-up shares its opener's process, and one that is closed
 * while it starts can leave the opener waiting.
 */
function refuseWindows(window: Window): void {
  Object.defineProperty(window, 'open', { value: () => null });
  for (const type of ['click', 'auxclick'] as const)
    window.addEventListener(type, (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link !== null && asksForWindow(event, link)) event.preventDefault();
    });
}

/**
 * An app window of a browser still has a browser's habits. These listeners stand last (bubbling, on the window), so the
 * page may use every key and every drop itself; main closes whatever opens all the same.
 */
export function keepBrowserOut(window: Window): void {
  refuseWindows(window);
  window.addEventListener('keydown', (event) => {
    if (isBrowserKey(event)) event.preventDefault();
  });
  // Text fields keep their menu with cut, copy, paste and spelling.
  window.addEventListener('contextmenu', (event) => {
    const selected = (window.getSelection()?.toString() ?? '') !== '';
    if (!selected && !isEditable(event.target)) event.preventDefault();
  });
  // A file dropped beside a drop zone would replace the page.
  for (const type of ['dragover', 'drop'] as const)
    window.addEventListener(type, (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
    });
}
