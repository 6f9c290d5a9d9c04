import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { TextAreaField } from '#renderer/components/text-field.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useRecorder } from '#renderer/lib/record.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

const Form = z.object({ reason: z.string().trim().min(1, 'reasonMissing').max(2000) });

/** The way back from a locked result; the reason becomes part of the history. */
export function Reopen({ submission }: { readonly submission: string }) {
  const t = useMessages(finaliseWords);
  const [open, setOpen] = useState(false);
  return (
    <div className={css.block}>
      <Button icon={LockOpen} onPress={() => setOpen(true)}>
        {t.reopen}
      </Button>
      {open && <ReopenDialog submission={submission} onClose={() => setOpen(false)} />}
    </div>
  );
}

function ReopenDialog({ submission, onClose }: { readonly submission: string; readonly onClose: () => void }) {
  const t = useMessages(finaliseWords);
  const language = useLanguage();
  const recorder = useRecorder(submission);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(Form), defaultValues: { reason: '' } });
  const { inputRef: areaRef, ...reason } = useField(control, 'reason', sayFrom(t));
  const reopen = useMutation({
    meta: { shown: true },
    mutationFn: (text: string) => recorder.reopen(text),
    onSuccess: onClose,
  });
  const submit = handleSubmit((form) => reopen.mutate(form.reason));
  return (
    <Dialog
      title={t.reopenTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={reopen.isPending} onPress={() => void submit()}>
            {t.reopen}
          </Button>
        </>
      }
    >
      <p>{t.reopenText}</p>
      <TextAreaField label={t.reopenReason} areaRef={areaRef} maxLength={2000} {...reason} />
      {reopen.error && (
        <Note tone="bad" live>
          {errorText(reopen.error, language)}
        </Note>
      )}
    </Dialog>
  );
}
