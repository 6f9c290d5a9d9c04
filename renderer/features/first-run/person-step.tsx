import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#renderer/components/button.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { firstRunWords } from './words.ts';
import css from './first-run.module.css';

const Person = z.object({
  name: z.string().trim().min(1, 'nameMissing').max(200),
  position: z.string().trim().max(200),
  office: z.string().trim().max(200),
});
export type Person = z.infer<typeof Person>;

export function PersonStep({ person, onNext }: { readonly person: Person; readonly onNext: (person: Person) => void }) {
  const t = useMessages(firstRunWords);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(Person), defaultValues: person });
  const say = sayFrom(t);
  const name = useField(control, 'name', say);
  const position = useField(control, 'position', say);
  const office = useField(control, 'office', say);
  return (
    <form className={css.form} noValidate onSubmit={(event) => void handleSubmit(onNext)(event)}>
      <div>
        <h1 className={css.title}>{t.whoTitle}</h1>
        <p className={css.lead}>{t.whoText}</p>
      </div>
      <TextField label={t.name} hint={t.nameHint} size="large" autoFocus maxLength={200} {...name} />
      <TextField label={t.position} size="large" maxLength={200} {...position} />
      <TextField label={t.office} size="large" maxLength={200} {...office} />
      <Button type="submit" look="primary" size="large" wide>
        {t.nextPassphrase}
      </Button>
    </form>
  );
}
