import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Profile } from '#common/contract/channels/library.ts';
import { Button } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { Part } from './part.tsx';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

const Form = z.object({
  name: z.string().trim().min(1, 'nameMissing').max(200),
  position: z.string().trim().max(200),
  office: z.string().trim().max(200),
});

export function ProfilePart({ profile }: { readonly profile: Profile }) {
  const t = useMessages(settingsWords);
  const language = useLanguage();
  const client = useQueryClient();
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(Form),
    defaultValues: { name: profile.name, position: profile.position, office: profile.office },
  });
  const say = sayFrom(t);
  const name = useField(control, 'name', say);
  const position = useField(control, 'position', say);
  const office = useField(control, 'office', say);
  const save = useMutation({
    meta: { shown: true },
    mutationFn: (form: z.infer<typeof Form>) => call('profile.set', form),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: libraryQuery().queryKey });
      tellDone(t.saved);
    },
  });
  return (
    <Part title={t.profile}>
      <p className={css.hint}>{t.profileText}</p>
      <form className={css.form} noValidate onSubmit={(event) => void handleSubmit((form) => save.mutate(form))(event)}>
        <TextField label={t.name} size="compact" maxLength={200} {...name} />
        <TextField label={t.position} size="compact" maxLength={200} {...position} />
        <TextField label={t.office} size="compact" maxLength={200} {...office} />
        {save.error && (
          <Note tone="bad" live>
            {errorText(save.error, language)}
          </Note>
        )}
        <div>
          <Button type="submit" size="small" pending={save.isPending}>
            {save.isPending ? t.saving : t.save}
          </Button>
        </div>
      </form>
    </Part>
  );
}
