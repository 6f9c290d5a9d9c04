import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#renderer/components/button.tsx';
import { NewPassphrase } from '#renderer/components/new-passphrase.tsx';
import { TextAreaField } from '#renderer/components/text-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { shortestPassphrase } from '#renderer/lib/passphrase-strength.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { wordsOf } from './recovery-words.ts';
import { unlockWords } from './words.ts';
import css from './unlock.module.css';

const Form = z
  .object({
    words: z.string().refine((text) => wordsOf(text).length === 12, 'wordsWrong'),
    first: z.string().min(shortestPassphrase, 'tooShort'),
    second: z.string(),
  })
  .refine(({ first, second }) => first === second, { path: ['second'], message: 'notSame' });

export function RecoveryForm({ onBack }: { readonly onBack: () => void }) {
  const t = useMessages(unlockWords);
  const format = useFormat();
  const language = useLanguage();
  const client = useQueryClient();
  const { control, handleSubmit, setError } = useForm({
    resolver: zodResolver(Form),
    defaultValues: { words: '', first: '', second: '' },
  });
  const recover = useMutation({
    meta: { shown: true },
    mutationFn: (values: z.infer<typeof Form>) =>
      call('library.recover', { words: wordsOf(values.words), passphrase: values.first }),
    onSuccess: (status) => {
      client.setQueryData(libraryQuery().queryKey, status);
    },
    onError: (error) => setError('words', { message: errorText(error, language) }),
  });
  const say = sayFrom(t);
  const { inputRef: areaRef, ...words } = useField(control, 'words', say);
  const first = useField(control, 'first', say);
  const second = useField(control, 'second', say);
  const count = wordsOf(useWatch({ control, name: 'words' })).length;
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => void handleSubmit((values) => recover.mutate(values))(event)}
    >
      <div>
        <h1 className={css.title}>{t.recoverTitle}</h1>
        <p className={css.lead}>{t.recoverText}</p>
      </div>
      <TextAreaField
        label={t.words}
        hint={t.wordsHint(format.number(count))}
        maxLength={1000}
        areaRef={areaRef}
        {...words}
      />
      <NewPassphrase first={first} second={second} />
      <div className={css.buttons}>
        <Button icon={ChevronLeft} onPress={onBack}>
          {t.back}
        </Button>
        <Button type="submit" look="primary" wide pending={recover.isPending}>
          {t.recover}
        </Button>
      </div>
    </form>
  );
}
