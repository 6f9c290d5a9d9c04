import { Camera, FolderOpen } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useIncomingFiles, type CameIn } from '#renderer/lib/incoming-files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import text from '#renderer/styles/text.module.css';
import { BroughtList } from './brought-list.tsx';
import { CameraPanel } from './camera-panel.tsx';
import { useDesk } from './desk.ts';
import { fieldWords } from './field-words.ts';
import { IndicatorChoice } from './indicator-choice.tsx';
import { toldAbout, useBrought } from './use-brought.ts';
import css from './field.module.css';

export interface Incoming {
  readonly files: readonly File[];
  readonly how: CameIn;
}

/** Field photos and found papers: choose, drop, paste or photograph, name, and seal. */
export function AddEvidenceDialog({
  first,
  onClose,
  onKept,
}: {
  /** What was dropped or pasted before the dialog stood. */
  readonly first: Incoming | null;
  readonly onClose: () => void;
  /** Id of what is to be looked at now. */
  readonly onKept: (evidence: string) => void;
}) {
  const t = useMessages(fieldWords);
  const format = useFormat();
  const { submission, indicator } = useDesk();
  const brought = useBrought(submission);
  const [indicators, setIndicators] = useState<readonly string[]>([indicator.id]);
  const [isCamera, setCamera] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  const [problem, setProblem] = useState('');
  const [lastKept, setLastKept] = useState<string | null>(null);
  const { files } = brought;
  const left = files.filter(({ state }) => state !== 'kept');
  useIncomingFiles((taken, how) => brought.take(taken, how));
  const takeFirst = useEffectEvent(() => {
    if (first) brought.take(first.files, first.how);
  });
  useEffect(() => {
    takeFirst();
  }, [first]);
  const picker = useFileInput({
    accept: '',
    multiple: true,
    label: t.choose,
    onFiles: (chosen) => brought.take(chosen, 'file'),
  });

  const leave = (last: string | null) => {
    if (last !== null) onKept(last);
    onClose();
  };
  const keep = async () => {
    if (isKeeping) return;
    if (left.length === 0) {
      setProblem(t.nothingChosen);
      return;
    }
    if (left.some(({ title }) => title.trim() === '')) {
      setProblem(t.titleMissing);
      return;
    }
    setProblem('');
    setKeeping(true);
    const { added, failed } = await brought.keep(indicators);
    setKeeping(false);
    const last = added.at(-1)?.evidence ?? lastKept;
    setLastKept(last);
    if (failed > 0) {
      setProblem(t.failedSome(format.number(failed)));
      return;
    }
    const count = added.filter(({ outcome }) => outcome === 'added').length;
    if (count > 0) tellDone(t.keptAll(format.number(count)));
    for (const one of added) if (one.outcome !== 'added') tellDone(toldAbout(one, t));
    leave(last);
  };

  const hasFailed = files.some(({ state }) => state === 'failed');
  return (
    <Dialog
      title={t.addTitle(format.digits(indicator.number))}
      isOpen
      width="wide"
      onClose={() => {
        if (!isKeeping) leave(lastKept);
      }}
      actions={
        <>
          <Button onPress={() => leave(lastKept)}>{hasFailed ? t.close : t.cancel}</Button>
          <Button look="primary" pending={isKeeping} onPress={() => void keep()}>
            {isKeeping
              ? t.keeping
              : hasFailed
                ? t.again
                : left.length === 0
                  ? t.keepNone
                  : t.keep(format.number(left.length))}
          </Button>
        </>
      }
    >
      <p className={text.second}>{t.addText}</p>
      <div className={css.ways}>
        <Button icon={FolderOpen} autoFocus={first === null} onPress={picker.choose}>
          {t.choose}
        </Button>
        <Button icon={Camera} expanded={isCamera} onPress={() => setCamera(!isCamera)}>
          {t.camera}
        </Button>
        {picker.input}
      </div>
      {isCamera && (
        <CameraPanel
          onClose={() => setCamera(false)}
          onPhoto={(photo) => {
            brought.take([photo], 'camera');
          }}
        />
      )}
      {files.length > 0 && (
        <BroughtList files={files} showErrors={problem !== ''} onRename={brought.rename} onLeave={brought.leave} />
      )}
      <IndicatorChoice chosen={indicators} onChange={setIndicators} />
      {problem !== '' && (
        <Note tone="bad" live>
          {problem}
        </Note>
      )}
    </Dialog>
  );
}
