import { Dialog } from '#renderer/components/dialog.tsx';
import { Kbd } from '#renderer/components/kbd.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useCommandList } from '#renderer/lib/commands.tsx';
import { shortcutsOf } from '#renderer/lib/keyboard.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { shellWords } from './words.ts';
import css from './keys-dialog.module.css';

/** `?`: every key that does something on this screen. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useMessages(shellWords);
  const { singleKeyShortcuts } = useSettings();
  const commands = useCommandList().filter((command) => shortcutsOf(command).length > 0);
  return (
    <Dialog title={t.keysTitle} isOpen={isOpen} onClose={onClose} width="wide">
      {!singleKeyShortcuts && <Note>{t.keysOff}</Note>}
      <dl className={css.keys}>
        {commands.map((command) => (
          <div key={command.id} className={css.row}>
            <dt>{command.label}</dt>
            <dd>
              {shortcutsOf(command).map((keys) => (
                <Kbd key={keys} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
