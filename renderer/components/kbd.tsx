import { showShortcut } from '#renderer/lib/keyboard.ts';
import css from './kbd.module.css';

/** A key or combination as it is printed on the keyboard: "Alt+ArrowUp" is shown as "Alt ↑". */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={css.kbd}>{showShortcut(keys)}</kbd>;
}
