import { useMutation } from '@tanstack/react-query';
import { Import, Share } from 'lucide-react';
import type { AnnotationImport } from '#common/contract/channels/annotation.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { Note } from '#renderer/components/note.tsx';
import { call, offerFiles, saveExport } from '#renderer/lib/api.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { annotationWords } from './annotation-words.ts';
import css from './reports.module.css';

/** Marks on their way to and from other programs. */
export function AnnotationsCard({ submission, locked }: { readonly submission: string; readonly locked: boolean }) {
  const t = useMessages(annotationWords);
  const { language } = useSettings();
  const save = useMutation({
    mutationFn: () => call('annotation.export', { submission }),
    onSuccess: (ticket) => {
      saveExport(ticket);
      tellDone(t.exported(ticket.fileName));
    },
  });
  const take = useMutation({
    meta: { shown: true },
    mutationFn: async (files: readonly File[]) => {
      const [ticket] = await offerFiles(files);
      return ticket === undefined
        ? null
        : call('annotation.import', { submission, command: crypto.randomUUID(), ticket });
    },
  });
  const file = useFileInput({ accept: '.jsonld,.json', label: t.choose, onFiles: (files) => take.mutate(files) });
  useCommands([
    { id: 'annotations-export', label: t.export, run: () => !save.isPending && save.mutate() },
    { id: 'annotations-import', label: t.import, enabled: !locked && !take.isPending, run: file.choose },
  ]);
  return (
    <Card label={t.title} className={css.exchange}>
      <header className={css.head} data-pane>
        <div className={css.grow}>
          <h2>{t.title}</h2>
          <div className={css.text}>{locked ? t.locked : t.text}</div>
        </div>
        {!locked && (
          <Button size="small" icon={Import} pending={take.isPending} onPress={file.choose}>
            {take.isPending ? t.importing : t.import}
          </Button>
        )}
        <Button size="small" icon={Share} pending={save.isPending} onPress={() => save.mutate()}>
          {t.export}
        </Button>
        {file.input}
      </header>
      {take.data && <Imported result={take.data} />}
      {take.error && (
        <Note tone="bad" live>
          {errorText(take.error, language)}
        </Note>
      )}
    </Card>
  );
}

function Imported({ result }: { readonly result: AnnotationImport }) {
  const t = useMessages(annotationWords);
  const { kept, known, elsewhere, refused, problem } = result;
  const rest = [
    kept > 0 && t.kept(kept),
    known > 0 && t.known(known),
    elsewhere > 0 && t.elsewhere(elsewhere),
    refused > 0 && t.refused(refused, problem ?? ''),
  ].filter((one) => one !== false);
  return (
    <Note tone={refused > 0 ? 'warn' : 'ok'} live>
      <b>{t.result(result)}</b>
      {rest.length > 0 && ` · ${rest.join(' · ')}`}
    </Note>
  );
}
