import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { Button } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { firstRunWords } from './words.ts';
import css from './first-run.module.css';

export function PrintStep({
  passphrase,
  pending,
  onDone,
}: {
  readonly passphrase: string;
  readonly pending: boolean;
  readonly onDone: () => void;
}) {
  const t = useMessages(firstRunWords);
  const language = useLanguage();
  const client = useQueryClient();
  const print = useMutation({
    meta: { shown: true },
    mutationFn: () => call('library.printRecovery', { passphrase }),
    onSuccess: (ticket) => {
      saveExport(ticket);
      void client.invalidateQueries({ queryKey: libraryQuery().queryKey });
    },
  });
  return (
    <div className={css.form}>
      <div>
        <h1 className={css.title}>{t.printTitle}</h1>
        <p className={css.lead}>{t.printText}</p>
      </div>
      {print.data ? (
        <Note tone="ok" live>
          {t.printed(print.data.fileName)}
        </Note>
      ) : (
        <Note>{t.printHow}</Note>
      )}
      {print.error && (
        <Note tone="bad" live>
          {errorText(print.error, language)}
        </Note>
      )}
      <Button
        look={print.data ? 'outline' : 'primary'}
        size="large"
        wide
        autoFocus
        icon={Printer}
        pending={print.isPending}
        onPress={() => print.mutate()}
      >
        {print.isPending ? t.printing : print.data ? t.printAgain : t.print}
      </Button>
      {!print.data && <Note tone="warn">{t.skipWarning}</Note>}
      <Button look={print.data ? 'primary' : 'outline'} size="large" wide pending={pending} onPress={onDone}>
        {print.data ? t.start : t.skip}
      </Button>
    </div>
  );
}
