import {
  FilePlus,
  FolderOpen,
  LoaderCircle,
  ShieldAlert,
  ShieldCheck,
  ShieldQuestionMark,
  ShieldX,
  X,
  type LucideIcon,
} from 'lucide-react';
import { notClosed } from '#common/domain/verdict.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useProgress } from '#renderer/lib/progress.ts';
import type { VerifiedFile } from './verified-files.ts';
import { verifyWords } from './words.ts';
import css from './file-list.module.css';

type Word = 'checking' | 'failed' | 'valid' | 'open' | 'invalid' | 'unreadable';

function stateOf(file: VerifiedFile): Word {
  if (file.state !== 'done') return file.state;
  return notClosed(file.report) === null ? file.report.verdict : 'open';
}

const looks: Readonly<Record<Word, { readonly icon: LucideIcon; readonly look: string | undefined }>> = {
  checking: { icon: LoaderCircle, look: css.quiet },
  failed: { icon: ShieldAlert, look: css.bad },
  valid: { icon: ShieldCheck, look: css.ok },
  open: { icon: ShieldQuestionMark, look: css.warn },
  invalid: { icon: ShieldX, look: css.bad },
  unreadable: { icon: ShieldAlert, look: css.bad },
};

/** How far it is, where that takes longer than a glance. */
function Checking({ job }: { readonly job: string }) {
  const t = useMessages(verifyWords);
  const format = useFormat();
  const progress = useProgress(job);
  return progress === null ? t.checking : t.checkingBytes(format.bytes(progress.done), format.bytes(progress.total));
}

export function FileList({
  files,
  chosen,
  onChoose,
  onRemove,
  onPick,
}: {
  readonly files: readonly VerifiedFile[];
  readonly chosen: string | null;
  readonly onChoose: (ticket: string) => void;
  readonly onRemove: (ticket: string) => void;
  readonly onPick: () => void;
}) {
  const t = useMessages(verifyWords);
  return (
    <Card label={t.listTitle} className={css.card}>
      <header className={css.head}>
        <h1>{t.listTitle}</h1>
        <div className={css.text}>{t.listText}</div>
      </header>
      <ul className={css.files} data-pane>
        {files.map((file) => {
          const state = stateOf(file);
          return (
            <li key={file.ticket} className={cx(css.row, file.ticket === chosen && css.chosen)}>
              <button
                type="button"
                className={css.file}
                aria-current={file.ticket === chosen}
                onClick={() => {
                  onChoose(file.ticket);
                }}
              >
                <Icon of={looks[state].icon} className={cx(css.shield, looks[state].look)} />
                <span className={css.words}>
                  <b title={file.name}>{file.name}</b>
                  <span className={looks[state].look}>
                    {file.state === 'checking' ? <Checking job={file.job} /> : t[state]}
                  </span>
                </span>
              </button>
              <IconButton
                icon={X}
                label={`${file.state === 'checking' ? t.stop : t.remove}: ${file.name}`}
                onPress={() => {
                  onRemove(file.ticket);
                }}
              />
            </li>
          );
        })}
      </ul>
      <div className={css.drop}>
        <Icon of={FilePlus} className={css.plus} />
        <b>{t.dropTitle}</b>
        <div className={css.text}>{t.dropText}</div>
        <Button size="small" icon={FolderOpen} onPress={onPick}>
          {t.choose}
        </Button>
      </div>
    </Card>
  );
}
