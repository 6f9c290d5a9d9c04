import { CirclePause, PlugZap, ScanText } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import type { Indexing } from '#common/contract/channels/search.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat, type Format } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useIndexing, usePauseReading } from '#renderer/lib/search.ts';
import { searchWords } from './words.ts';
import css from './reading-state.module.css';

type Words = (typeof searchWords)['th'];

/** How far reading is, in the status bar; nothing once everything is read. More, and the pause, on a press. */
export function ReadingState() {
  const t = useMessages(searchWords);
  const format = useFormat();
  const indexing = useIndexing();
  const pause = usePauseReading();
  const isOver = indexing === null || indexing.state === 'done';
  useCommands([
    {
      id: 'pause-reading',
      label: indexing?.state === 'running' ? t.pauseCommand : t.resumeCommand,
      enabled: !isOver,
      run: () => pause(indexing?.state === 'running'),
    },
  ]);
  if (isOver) return null;
  return (
    <span>
      <Icon of={icons[indexing.state]} />
      <DialogTrigger>
        <AriaButton className={css.line ?? ''}>{lineOf(indexing, t, format)}</AriaButton>
        <Popover className={css.popover ?? ''} data-popover placement="top start" offset={10}>
          <Dialog className={css.dialog ?? ''}>
            <Details indexing={indexing} onPause={pause} />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </span>
  );
}

const icons = { running: ScanText, done: ScanText, paused: CirclePause, battery: PlugZap } as const;

function lineOf({ state, files, filesDone, ocrDone, ocrWaiting }: Indexing, t: Words, format: Format): string {
  if (state === 'paused') return t.paused;
  if (state === 'battery') return t.onBattery(format.number(ocrWaiting));
  return filesDone < files || ocrWaiting === 0
    ? t.reading(format.number(filesDone), format.number(files))
    : t.recognising(format.number(ocrDone), format.number(ocrDone + ocrWaiting));
}

function Details({ indexing, onPause }: { readonly indexing: Indexing; readonly onPause: (paused: boolean) => void }) {
  const t = useMessages(searchWords);
  const format = useFormat();
  const { state, files, filesDone, pagesDone, ocrDone, ocrWaiting, failed } = indexing;
  const of = (done: number, all: number) => t.of(format.number(done), format.number(all));
  return (
    <>
      <Heading slot="title" level={2} className={css.title ?? ''}>
        {t.readingTitle}
      </Heading>
      <p className={css.text}>{t.readingText}</p>
      <dl className={css.figures}>
        <dt>{t.filesRead}</dt>
        <dd>{of(filesDone, files)}</dd>
        <dt>{t.pagesRead}</dt>
        <dd>{format.number(pagesDone)}</dd>
        {ocrDone + ocrWaiting > 0 && (
          <>
            <dt>{t.scansRead}</dt>
            <dd>{of(ocrDone, ocrDone + ocrWaiting)}</dd>
          </>
        )}
        {failed > 0 && (
          <>
            <dt>{t.notRead}</dt>
            <dd>{format.number(failed)}</dd>
          </>
        )}
      </dl>
      {failed > 0 && <p className={css.text}>{t.notReadText}</p>}
      <div className={css.actions}>
        {state === 'running' ? (
          <Button size="small" onPress={() => onPause(true)}>
            {t.pause}
          </Button>
        ) : (
          <Button size="small" onPress={() => onPause(false)}>
            {state === 'battery' ? t.resumeOnBattery : t.resume}
          </Button>
        )}
      </div>
    </>
  );
}
