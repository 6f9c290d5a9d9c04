import { LoaderCircle, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { errorText } from '#renderer/lib/errors.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import css from './screen-state.module.css';

const words = defineMessages({
  th: { loading: 'กำลังเปิดข้อมูล…', failed: 'เปิดส่วนนี้ไม่ได้', retry: 'ลองอีกครั้ง' },
  en: { loading: 'Opening…', failed: 'This part cannot be opened', retry: 'Try again' },
});

/** Words with a turning mark; nothing at all in the first 200 ms, so that quick answers do not flicker. */
export function Waiting({ text }: { readonly text?: string }) {
  const t = useMessages(words);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
    }, 200);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className={css.center} role="status" aria-busy>
      {late && (
        <span className={css.waiting}>
          <Icon of={LoaderCircle} className={css.turning} />
          {text ?? t.loading}
        </span>
      )}
    </div>
  );
}

/** Nothing here yet: says what to do next. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={css.center}>
      <div className={css.block}>
        <Icon of={icon} className={css.large} />
        <h2>{title}</h2>
        {children !== undefined && <div className={css.text}>{children}</div>}
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </div>
    </div>
  );
}

/** Something could not be read: the sentence of the refusal, and a way on. */
export function ErrorState({
  error,
  onRetry,
  actions,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
}) {
  const t = useMessages(words);
  const language = useLanguage();
  return (
    <div className={css.center} role="alert">
      <div className={css.block}>
        <Icon of={TriangleAlert} className={css.large} />
        <h2>{t.failed}</h2>
        <div className={css.text}>{errorText(error, language)}</div>
        <div className={css.actions}>
          {onRetry && <Button onPress={onRetry}>{t.retry}</Button>}
          {actions}
        </div>
      </div>
    </div>
  );
}
