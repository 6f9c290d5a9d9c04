import { FilePlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import { Icon } from '#renderer/components/icon.tsx';
import { onEvent } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { fileKind, inbox, offerAll, type OfferedFile } from '#renderer/lib/files.ts';
import { giveFiles, onDrag, takesAnyFile } from '#renderer/lib/incoming-files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { shellWords } from './words.ts';
import css from './drop-target.module.css';

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea') || target.isContentEditable);

/**
 * The whole window takes files: a submission or a centre's receipt goes to the list, a package to verification, anything else to the part of the
 * screen that wants it. So do files from outside, and what is pasted.
 */
export function DropTarget() {
  const t = useMessages(shellWords);
  const language = useLanguage();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const deliver = (files: readonly OfferedFile[]) => {
      const known = files.filter((file) => fileKind(file.name) !== 'other');
      if (known.length < files.length) tellFailed(t.wrongDrop);
      const first = known[0];
      if (!first) return;
      inbox.put(known);
      navigate(fileKind(first.name) === 'package' ? '/verify' : '/');
    };
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      // Otherwise the host's refusal of stray drops, which listens on the window too, stays in force.
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      const others = files.filter((file) => fileKind(file.name) === 'other');
      const isTaken = others.length > 0 && giveFiles(others, 'drop');
      const rest = isTaken ? files.filter((file) => !others.includes(file)) : files;
      offerAll(rest).then(deliver, (error: unknown) => {
        tellFailed(errorText(error, language));
      });
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const isText = event.clipboardData?.types.includes('text/plain') === true && isTextField(event.target);
      if (files.length > 0 && !isText && giveFiles(files, 'paste')) event.preventDefault();
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    // A pointer that moves by itself drags nothing: the word of a frame alone must not keep the veil up.
    const onMove = ({ movementX, movementY }: PointerEvent) => {
      if (movementX !== 0 || movementY !== 0) setOver(false);
    };
    window.addEventListener('pointermove', onMove);
    const stopDrags = onDrag(() => setOver(true));
    const stop = onEvent('opened', (file) => {
      deliver([file]);
    });
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
      window.removeEventListener('pointermove', onMove);
      stopDrags();
      stop();
    };
  }, [t, language]);
  if (!over) return null;
  return (
    <div className={css.veil} aria-hidden>
      <div className={css.sheet}>
        <Icon of={FilePlus} className={css.icon} />
        <b>{t.dropHere}</b>
        <div>{takesAnyFile() ? t.dropForTeam : t.dropExplain}</div>
      </div>
    </div>
  );
}
