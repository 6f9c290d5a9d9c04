import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as Region,
} from 'react-aria-components';
import { cx } from '#renderer/lib/classes.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { toasts } from '#renderer/lib/toasts.ts';
import { Icon } from './icon.tsx';
import css from './toast-region.module.css';

const words = defineMessages({
  th: { region: 'ข้อความแจ้ง', close: 'ปิดข้อความ' },
  en: { region: 'Notifications', close: 'Close notification' },
});

export function ToastRegion() {
  const t = useMessages(words);
  return (
    <Region queue={toasts} className={css.region ?? ''} aria-label={t.region}>
      {({ toast }) => (
        <Toast toast={toast} className={cx(css.toast, css[toast.content.tone])}>
          <Icon of={toast.content.tone === 'ok' ? CircleCheck : TriangleAlert} className={css.icon} />
          <ToastContent className={css.content ?? ''}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          <Button slot="close" aria-label={t.close} className={css.close ?? ''}>
            <Icon of={X} />
          </Button>
        </Toast>
      )}
    </Region>
  );
}
