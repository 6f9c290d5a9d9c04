import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import type { Output } from '#common/contract/contract.ts';
import { sheetNames } from '#common/domain/instrument-sheet.ts';
import { textIn } from '#common/domain/text.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { Note } from '#renderer/components/note.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { offerAll } from '#renderer/lib/files.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { instrumentWords, problemWords } from './words.ts';
import css from './instruments.module.css';

/** Reads a filled-in template; keeps it only when every cell is right and the person says so. */
export function ImportWorkbook() {
  const t = useMessages(instrumentWords);
  const language = useLanguage();
  const read = useMutation({
    meta: { shown: true },
    mutationFn: async (files: readonly File[]) => {
      const [offered] = await offerAll(files.slice(0, 1));
      return call('instrument.read', { ticket: offered?.ticket ?? '' });
    },
  });
  const { input, choose } = useFileInput({
    accept: '.xlsx',
    label: t.chooseFile,
    onFiles: (files) => read.mutate(files),
  });
  return (
    <>
      {input}
      <div>
        <Button icon={FileUp} pending={read.isPending} onPress={choose}>
          {read.isPending ? t.reading : t.importXlsx}
        </Button>
      </div>
      {read.error && (
        <Note tone="bad" live>
          {errorText(read.error, language)}
        </Note>
      )}
      {read.data && <Result result={read.data} onClose={() => read.reset()} />}
    </>
  );
}

type ReadResult = Output<'instrument.read'>;

function Result({ result, onClose }: { readonly result: ReadResult; readonly onClose: () => void }) {
  const t = useMessages(instrumentWords);
  const format = useFormat();
  const language = useLanguage();
  const { instrument, problems, fileName, more } = result;
  const save = useMutation({
    meta: { shown: true },
    mutationFn: (read: NonNullable<ReadResult['instrument']>) => call('instrument.save', { instrument: read }),
    onSuccess: () => {
      tellDone(t.saved);
      onClose();
    },
  });
  if (instrument !== null) {
    const provincial = instrument.indicators.filter((one) => one.provincial).length;
    return (
      <Card label={t.ready(fileName)} className={css.result}>
        <Note tone="ok" live>
          <b>{t.ready(fileName)}</b>
          <br />
          {textIn(instrument.title, language)} · {t.version(instrument.version)} ·{' '}
          {t.counts(format.number(instrument.indicators.length), format.number(provincial))}
        </Note>
        {save.error && <Note tone="bad">{errorText(save.error, language)}</Note>}
        <div className={css.actions}>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={save.isPending} onPress={() => save.mutate(instrument)}>
            {save.isPending ? t.saving : t.save}
          </Button>
        </div>
      </Card>
    );
  }
  const words = problemWords[language];
  return (
    <Card label={t.problems(format.number(problems.length + more), fileName)} className={css.result}>
      <Note tone="warn" live actions={<Button onPress={onClose}>{t.close}</Button>}>
        <b>{t.problems(format.number(problems.length + more), fileName)}</b>
        <br />
        {t.problemsText}
      </Note>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list is scrolled by keys, too */}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t.what}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t.sheet}</th>
              <th scope="col">{t.cell}</th>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.value}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem, index) => (
              <tr key={index}>
                <td>{sheetNames[problem.sheet]}</td>
                <td className={css.cell}>{problem.cell === '' ? '–' : problem.cell}</td>
                <td>{words[problem.code]}</td>
                <td className={css.value}>{problem.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {more > 0 && <p className={css.intro}>{t.moreProblems(format.number(more))}</p>}
      </div>
    </Card>
  );
}
