import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type ReactNode, type RefObject } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { cx } from '#renderer/lib/classes.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { IconButton } from './button.tsx';
import css from './dialog.module.css';

const words = defineMessages({ th: { close: 'ปิด' }, en: { close: 'Close' } });

/** Asks or shows one thing over the page. Esc and the cross close it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  width = 'medium',
  alert = false,
  busy = false,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot, the primary one last. */
  readonly actions?: ReactNode;
  readonly width?: 'medium' | 'wide';
  readonly alert?: boolean;
  /** Something runs that a click beside the dialog must not end. */
  readonly busy?: boolean;
}) {
  const t = useMessages(words);
  const dialog = useRef<HTMLElement>(null);
  useEscapeWithoutFocus(dialog, isOpen, onClose);
  return (
    <ModalOverlay
      className={css.veil ?? ''}
      isOpen={isOpen}
      isDismissable={!alert && !busy}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={cx(css.modal, css[width])}>
        <AriaDialog ref={dialog} className={css.dialog ?? ''} role={alert ? 'alertdialog' : 'dialog'}>
          <header className={css.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon={X} label={t.close} keys="Escape" onPress={onClose} />
          </header>
          <div className={css.body}>{children}</div>
          {actions !== undefined && <footer className={css.foot}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * The overlay hears Esc only from within. When the control that had the focus goes away (its row was taken out), the
 * focus is nowhere for a frame, and a key of that moment would be lost.
 */
function useEscapeWithoutFocus(dialog: RefObject<HTMLElement | null>, isOpen: boolean, onClose: () => void): void {
  const leave = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || document.activeElement !== document.body) return;
    const dialogs = document.querySelectorAll('[role="dialog"], [role="alertdialog"]:not([aria-modal="false"])');
    if (dialogs[dialogs.length - 1] !== dialog.current) return;
    event.stopPropagation();
    onClose();
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent) => leave(event);
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [isOpen]);
}
