import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { refresh, submissionsQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { Part, Row } from './part.tsx';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

export function DataPart({ folder }: { readonly folder: string }) {
  const t = useMessages(settingsWords);
  const format = useFormat();
  const language = useLanguage();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { data = [] } = useQuery(submissionsQuery());
  const samples = data.filter((row) => row.sample).length;
  const remove = useMutation({
    meta: { shown: true },
    mutationFn: () => call('submission.removeSample', {}),
    onSuccess: ({ removed }) => {
      refresh(client, { what: 'submissions' });
      setAsking(false);
      tellDone(t.removed(format.number(removed)));
    },
  });
  return (
    <Part title={t.data}>
      <Row
        name={t.folder}
        hint={
          <>
            <span className={css.path}>{folder}</span>
            {t.folderHint}
          </>
        }
      />
      <Row name={samples === 0 ? t.noSample : t.sample(format.number(samples))}>
        {samples > 0 && (
          <Button size="small" look="danger" icon={Trash2} onPress={() => setAsking(true)}>
            {t.removeSample}
          </Button>
        )}
      </Row>
      <Dialog
        title={t.removeSample}
        alert
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button autoFocus onPress={() => setAsking(false)}>
              {t.cancel}
            </Button>
            <Button look="danger" pending={remove.isPending} onPress={() => remove.mutate()}>
              {t.removeSample}
            </Button>
          </>
        }
      >
        <p>{t.removeSampleText}</p>
        {remove.error && (
          <Note tone="bad" live>
            {errorText(remove.error, language)}
          </Note>
        )}
      </Dialog>
    </Part>
  );
}
