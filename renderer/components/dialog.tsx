import { X } from 'lucide-react';
import type { ReactNode } from 'react';
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
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot, the primary one last. */
  readonly actions?: ReactNode;
  readonly width?: 'medium' | 'wide';
  readonly alert?: boolean;
}) {
  const t = useMessages(words);
  return (
    <ModalOverlay
      className={css.veil ?? ''}
      isOpen={isOpen}
      isDismissable={!alert}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={cx(css.modal, css[width])}>
        <AriaDialog className={css.dialog ?? ''} role={alert ? 'alertdialog' : 'dialog'}>
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
