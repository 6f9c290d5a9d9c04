/** A key as it was pressed; the evidence frame sends the same shape. `code` is the physical key (`event.code`). */
export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Something the person can do, shown by menu, palette, status bar and key list alike. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** "Ctrl+K", "Alt+ArrowUp", "N", "Shift+N", "5", "/", "?", "F6", "Enter". Several keys may do the same. */
  readonly shortcut?: string | readonly string[];
  /** Short word for the status bar; without it the command is not shown there. */
  readonly hint?: string;
  readonly enabled?: boolean;
  /** The key means something else while text is edited (Ctrl+Z, Ctrl+←). */
  readonly outsideText?: boolean;
  readonly run: () => void;
}

interface Combination {
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly codes: readonly string[];
}

const named: Readonly<Record<string, readonly string[]>> = {
  '/': ['Slash', 'NumpadDivide'],
  '\\': ['Backslash'],
  '+': ['Equal', 'NumpadAdd'],
  '-': ['Minus', 'NumpadSubtract'],
  ',': ['Comma'],
  Enter: ['Enter', 'NumpadEnter'],
};

/** Letters and digits become physical keys, so that they work with the Thai layout on. */
function parseShortcut(shortcut: string): Combination {
  const parts = shortcut === '+' ? ['+'] : shortcut.split(/\+(?!$)/);
  const last = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  const base = { ctrl: modifiers.includes('Ctrl'), shift: modifiers.includes('Shift'), alt: modifiers.includes('Alt') };
  if (last === '?') return { ...base, shift: true, codes: ['Slash'] };
  if (/^[A-Z]$/.test(last)) return { ...base, codes: [`Key${last}`] };
  if (/^[0-9]$/.test(last)) return { ...base, codes: [`Digit${last}`, `Numpad${last}`] };
  return { ...base, codes: named[last] ?? [last] };
}

export const shortcutsOf = (command: Command): readonly string[] =>
  command.shortcut === undefined ? [] : typeof command.shortcut === 'string' ? [command.shortcut] : command.shortcut;

export function matches(shortcut: string, press: KeyPress): boolean {
  const wanted = parseShortcut(shortcut);
  return (
    wanted.ctrl === press.ctrl &&
    wanted.alt === press.alt &&
    wanted.shift === press.shift &&
    wanted.codes.includes(press.code)
  );
}

/** A key that also types or presses something: no Ctrl or Alt, and not a function key. */
export function isSingleKey(shortcut: string): boolean {
  const { ctrl, alt, codes } = parseShortcut(shortcut);
  return !ctrl && !alt && !codes.some((code) => /^F\d{1,2}$/.test(code) || code === 'Escape');
}

/** What has the focus, as far as keys care. */
export type FocusKind = 'text' | 'control' | 'overlay' | 'page';

/** Which command a key press means, or null. The last registered command wins, as it belongs to the innermost part. */
export function commandFor(
  commands: readonly Command[],
  press: KeyPress,
  where: { readonly focus: FocusKind; readonly singleKeys: boolean },
): Command | null {
  if (where.focus === 'overlay') return null;
  for (const command of commands.toReversed()) {
    if (command.enabled === false || (command.outsideText === true && where.focus === 'text')) continue;
    const hit = shortcutsOf(command).some((shortcut) => {
      if (!matches(shortcut, press)) return false;
      if (!isSingleKey(shortcut)) return true;
      if (where.focus === 'text') return false;
      // A focused button, row or tab answers Enter, Space and arrows itself; these are no typing shortcuts either.
      if (/^(Enter|NumpadEnter|Space|Arrow\w+|Home|End|PageUp|PageDown)$/.test(press.code))
        return where.focus === 'page';
      return where.singleKeys;
    });
    if (hit) return command;
  }
  return null;
}

const shown: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
};

/** "Alt+ArrowUp" → "Alt ↑". */
export const showShortcut = (shortcut: string): string =>
  shortcut
    .split(/\+(?!$)/)
    .map((part) => shown[part] ?? part)
    .join(' ');
