import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { Icon } from './icon.tsx';
import css from './field.module.css';

/** Label above, control, then either what is wrong and what to do, or a hint. Stands inside a React Aria field. */
export function FieldFrame({
  label,
  aside,
  hint,
  error,
  hideLabel = false,
  children,
}: {
  readonly label: string;
  readonly aside?: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly hideLabel?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <>
      <div className={hideLabel ? 'visually-hidden' : css.head}>
        <Label className={css.label ?? ''}>{label}</Label>
        {aside}
      </div>
      {children}
      {error !== undefined && (
        <FieldError className={css.error ?? ''}>
          <Icon of={TriangleAlert} />
          <span>{error}</span>
        </FieldError>
      )}
      {hint !== undefined && error === undefined && (
        <Text slot="description" className={css.hint ?? ''}>
          {hint}
        </Text>
      )}
    </>
  );
}
