import {
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { commandFor, shortcutsOf, type Command, type FocusKind, type KeyPress } from './keyboard.ts';
import { useSettings } from './settings.ts';

interface Entry {
  commands: readonly Command[];
}

/** All commands of the parts that are on the screen, outermost first. */
interface Registry {
  /** Holds for the next key; who shows commands hears of it by `tell`. */
  add(entry: Entry): () => void;
  refresh(): void;
  tell(): void;
  subscribe(listener: () => void): () => void;
  list(): readonly Command[];
}

function createRegistry(): Registry {
  let entries: readonly Entry[] = [];
  let list: readonly Command[] = [];
  const listeners = new Set<() => void>();
  const refresh = () => {
    list = entries.flatMap((entry) => entry.commands);
  };
  return {
    add(entry) {
      entries = [...entries, entry];
      refresh();
      return () => {
        entries = entries.filter((other) => other !== entry);
        refresh();
      };
    },
    refresh,
    tell() {
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    list: () => list,
  };
}

const CommandsContext = createContext<Registry>(createRegistry());

const signature = (commands: readonly Command[]): string =>
  JSON.stringify(commands.map((c) => [c.id, c.label, shortcutsOf(c), c.hint ?? '', c.enabled !== false]));

/**
 * Offers these commands while the calling component is on the screen; the newest `run` is always the one that runs. From
 * the first frame on: a key pressed as soon as an indicator is seen must not score the one before.
 */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(CommandsContext);
  const latest = useRef(commands);
  const entry = useRef<Entry>({ commands: [] });
  useLayoutEffect(() => {
    latest.current = commands;
  });
  const shape = signature(commands);
  useLayoutEffect(() => {
    entry.current.commands = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find((other) => other.id === command.id)?.run(),
    }));
    registry.refresh();
  }, [registry, shape]);
  useLayoutEffect(() => registry.add(entry.current), [registry]);
  // Who only shows the commands does so after the frame.
  useEffect(() => {
    registry.tell();
    return () => registry.tell();
  }, [registry, shape]);
}

export function useCommandList(): readonly Command[] {
  const registry = useContext(CommandsContext);
  return useSyncExternalStore(registry.subscribe, registry.list);
}

const textTypes = new Set(['text', 'search', 'password', 'email', 'number', 'tel', 'url', '']);

function focusKind(element: Element | null): FocusKind {
  if (!(element instanceof HTMLElement) || element === document.body) return 'page';
  if (element.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [data-popover]')) return 'overlay';
  if (element.isContentEditable || element instanceof HTMLTextAreaElement) return 'text';
  if (element instanceof HTMLInputElement) return textTypes.has(element.type) ? 'text' : 'control';
  if (element.getAttribute('role') === 'spinbutton' || element.getAttribute('role') === 'combobox') return 'text';
  if (element.matches('main, [data-pane]')) return 'page';
  return 'control';
}

/** Runs the command that a key press means. True when there was one. For keys that the evidence frame passes on. */
export function usePressKey(): (press: KeyPress) => boolean {
  const registry = useContext(CommandsContext);
  const { singleKeyShortcuts } = useSettings();
  return (press) => {
    const command = commandFor(registry.list(), press, { focus: 'page', singleKeys: singleKeyShortcuts });
    command?.run();
    return command !== null;
  };
}

/** Holds the commands of the page and listens to its keys. */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createRegistry);
  const { singleKeyShortcuts } = useSettings();
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const press: KeyPress = {
        code: event.code,
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
      };
      const where = { focus: focusKind(document.activeElement), singleKeys: singleKeyShortcuts };
      const command = commandFor(registry.list(), press, where);
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      command.run();
    };
    // Keys with Ctrl or Alt come first, since a focused button takes Ctrl+Enter for a press; plain keys are its own first.
    const onCapture = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) onKeyDown(event);
    };
    window.addEventListener('keydown', onCapture, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onCapture, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [registry, singleKeyShortcuts]);
  return <CommandsContext value={registry}>{children}</CommandsContext>;
}
