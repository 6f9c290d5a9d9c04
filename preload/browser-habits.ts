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

/**
 * An app window of a browser still has a browser's habits. These listeners stand last (bubbling, on the window), so the
 * page may use every key and every drop itself; main closes whatever opens all the same.
 */
export function keepBrowserOut(window: Window): void {
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
