import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { SigningKey } from '#common/contract/channels/package.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery, query } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { finaliseWords } from './words.ts';

const Form = z.object({
  name: z.string().trim().min(1, 'keyNameMissing').max(200),
  title: z.string().trim().max(200),
});

/** Makes a key with a self-signed certificate, and says what that is worth. */
export function NewKeyDialog({
  members,
  onDone,
  onClose,
}: {
  readonly members: readonly { readonly name: string; readonly title: string }[];
  readonly onDone: (key: SigningKey) => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(finaliseWords);
  const language = useLanguage();
  const client = useQueryClient();
  const { data } = useQuery(libraryQuery());
  const name = data?.profile?.name ?? '';
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(Form),
    defaultValues: {
      name,
      title: members.find((member) => member.name === name)?.title ?? data?.profile?.position ?? '',
    },
  });
  const say = sayFrom(t);
  const owner = useField(control, 'name', say);
  const title = useField(control, 'title', say);
  const make = useMutation({
    meta: { shown: true },
    mutationFn: (form: z.infer<typeof Form>) => call('key.generate', form),
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: query('key.list', {}).queryKey });
      onDone(key);
    },
  });
  const submit = handleSubmit((form) => make.mutate(form));
  return (
    <Dialog
      title={t.keyTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={make.isPending} onPress={() => void submit()}>
            {make.isPending ? t.creating : t.create}
          </Button>
        </>
      }
    >
      <Note>{t.keyText}</Note>
      <TextField label={t.keyName} autoFocus {...owner} />
      <TextField label={t.keyPosition} {...title} />
      {make.error && (
        <Note tone="bad" live>
          {errorText(make.error, language)}
        </Note>
      )}
    </Dialog>
  );
}
