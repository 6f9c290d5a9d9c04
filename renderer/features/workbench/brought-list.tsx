import { Check, File as FileIcon, Film, Image, TriangleAlert, X } from 'lucide-react';
import { IconButton } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { ProgressBar } from '#renderer/components/progress-bar.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useProgress } from '#renderer/lib/progress.ts';
import text from '#renderer/styles/text.module.css';
import { fieldWords } from './field-words.ts';
import type { BroughtFile } from './use-brought.ts';
import css from './field.module.css';

const iconOf = (type: string) => (type.startsWith('image/') ? Image : type.startsWith('video/') ? Film : FileIcon);

/** What is going to be kept: picture or kind, title, how far it is, and what went wrong. */
export function BroughtList({
  files,
  showErrors,
  onRename,
  onLeave,
}: {
  readonly files: readonly BroughtFile[];
  readonly showErrors: boolean;
  readonly onRename: (key: string, title: string) => void;
  readonly onLeave: (key: string) => void;
}) {
  const t = useMessages(fieldWords);
  return (
    <ul className={css.files} aria-label={t.files}>
      {files.map((one, index) => (
        <Row
          key={one.key}
          one={one}
          number={index + 1}
          error={showErrors && one.title.trim() === '' ? t.titleMissing : undefined}
          onRename={(title) => onRename(one.key, title)}
          onLeave={() => onLeave(one.key)}
        />
      ))}
    </ul>
  );
}

function Row({
  one,
  number,
  error,
  onRename,
  onLeave,
}: {
  readonly one: BroughtFile;
  readonly number: number;
  readonly error: string | undefined;
  readonly onRename: (title: string) => void;
  readonly onLeave: () => void;
}) {
  const t = useMessages(fieldWords);
  const format = useFormat();
  const { file, preview, state, note, title } = one;
  const isOpen = state === 'new' || state === 'failed';
  return (
    <li className={css.file}>
      <span className={css.picture}>
        {preview === null ? <Icon of={iconOf(file.type)} /> : <img src={preview} alt={t.preview(title)} />}
      </span>
      <div className={text.grow}>
        {isOpen ? (
          <TextField
            label={t.fileTitle(format.number(number))}
            hideLabel
            size="compact"
            value={title}
            onChange={onRename}
            error={error}
          />
        ) : (
          <div className={text.clip}>
            <b>{title}</b>
          </div>
        )}
        <div className={cx(css.meta, text.clip)}>
          {[t[`how-${one.how}`], format.bytes(file.size), ...(preview === null ? [file.name] : [])].join(' · ')}
        </div>
        {state === 'keeping' && <Keeping job={one.key} total={file.size} />}
        {note !== '' && (
          <div className={state === 'failed' ? css.failed : css.told} role={state === 'failed' ? 'alert' : 'status'}>
            <Icon of={state === 'failed' ? TriangleAlert : Check} />
            <span>{note}</span>
          </div>
        )}
        {state === 'kept' && note === '' && (
          <div className={css.kept}>
            <Icon of={Check} /> {t.kept}
          </div>
        )}
      </div>
      {isOpen && <IconButton icon={X} label={t.leave(title)} onPress={onLeave} />}
    </li>
  );
}

function Keeping({ job, total }: { readonly job: string; readonly total: number }) {
  const t = useMessages(fieldWords);
  const format = useFormat();
  const progress = useProgress(job);
  const done = progress?.done ?? 0;
  return (
    <ProgressBar
      label={t.keeping}
      value={`${format.bytes(done)} / ${format.bytes(total)}`}
      share={progress === null ? null : done / Math.max(1, progress.total)}
    />
  );
}
