import { zodResolver } from '@hookform/resolvers/zod';
import { Globe } from 'lucide-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { TextField } from './text-field.tsx';
import css from './server-address.module.css';

const words = defineMessages({
  th: {
    label: 'ที่อยู่เซิร์ฟเวอร์',
    hint: 'ได้รับจากจังหวัดหรือกรมส่งเสริมการปกครองท้องถิ่น เช่น https://lpa.example.go.th',
    missing: 'ใส่ที่อยู่เซิร์ฟเวอร์ที่ได้รับจากจังหวัด',
    wrong: 'ที่อยู่ไม่ครบ พิมพ์ให้ครบ เช่น https://lpa.example.go.th',
  },
  en: {
    label: 'Server address',
    hint: 'You got it from the province or from DLA, such as https://lpa.example.go.th',
    missing: 'Enter the server address that the province gave you',
    wrong: 'The address is not complete. Type it in full, such as https://lpa.example.go.th',
  },
});

/** People type "lpa.example.go.th"; what goes out unencrypted is main's to refuse. */
const withScheme = (text: string): string => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);

const Form = z.object({
  url: z
    .string()
    .trim()
    .min(1, 'missing')
    .max(2000, 'wrong')
    .refine((text) => text === '' || /^https?:\/\/[^\s/]+/i.test(withScheme(text)), 'wrong')
    .refine((text) => text === '' || URL.canParse(withScheme(text)), 'wrong')
    .transform(withScheme),
});

/** Asks where the server is. `children`: its buttons, one of them `type="submit"` or outside with `form={id}`. */
export function ServerAddress({
  id,
  autoFocus = false,
  error,
  onSubmit,
  children,
}: {
  readonly id: string;
  readonly autoFocus?: boolean;
  /** Sentence of the last refusal. */
  readonly error?: string | undefined;
  readonly onSubmit: (url: string) => void;
  readonly children?: ReactNode;
}) {
  const t = useMessages(words);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(Form), defaultValues: { url: '' } });
  const field = useField(control, 'url', sayFrom(t));
  return (
    <form
      id={id}
      className={css.form}
      noValidate
      onSubmit={(event) => void handleSubmit(({ url }) => onSubmit(url))(event)}
    >
      <TextField
        label={t.label}
        hint={t.hint}
        icon={Globe}
        autoFocus={autoFocus}
        autoComplete="url"
        maxLength={2000}
        {...field}
        error={field.error ?? error}
      />
      {children}
      <button type="submit" hidden />
    </form>
  );
}
