import { ChevronDown, CopyPlus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Mark } from '#common/domain/annotation.ts';
import { isRedaction, redactionReasons } from '#common/domain/redaction.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { CiteTab } from '#renderer/components/cite-tab.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { ColourMenu } from './colour-menu.tsx';
import { useDesk } from './desk.ts';
import { updated } from './mark-changes.ts';
import { markingWords } from './marking-words.ts';
import type { Marking } from './use-marking.ts';
import { viewerWords } from './viewer-words.ts';
import css from './marking.module.css';
import bar from './viewer.module.css';

/** Under the page while a mark is selected: whose it is, its comment, and what can be done with it. */
export function MarkBar({
  mark,
  mediaType,
  marking,
}: {
  readonly mark: Mark;
  readonly mediaType: string;
  readonly marking: Marking;
}) {
  const t = useMessages(viewerWords);
  const words = useMessages(markingWords);
  const { citations, readOnly, locked, cite, change, autosave, lost } = useDesk();
  const field = `mark/${mark.id}`;
  const waiting = autosave.pending(field);
  const [comment, setComment] = useState(mark.comment);
  const number = citations.find((one) => one.mark?.id === mark.id)?.number ?? null;
  const isHidden = isRedaction(mark);
  const write = (typed: string) => {
    setComment(typed);
    autosave.set(field, updated(mark, { comment: typed }, new Date().toISOString(), mediaType), 400);
  };
  useOutsideComment(mark.comment, waiting !== null, setComment);
  return (
    <div className={bar.bar} role="group" aria-label={t.mark} data-mark-comment>
      {number !== null && <CiteTab number={number} />}
      <Origin mark={mark} isLost={lost.has(mark.id)} />
      {readOnly ? (
        <span className={bar.comment}>{mark.comment}</span>
      ) : (
        <>
          <div className={bar.comment}>
            <TextField
              label={t.comment}
              hideLabel
              size="compact"
              value={comment}
              placeholder={isHidden ? words.reasonPlaceholder : t.commentPlaceholder}
              maxLength={2000}
              onChange={write}
              onBlur={() => void autosave.flush()}
            />
          </div>
          {isHidden ? (
            <ReasonMenu onChoose={write} />
          ) : (
            <ColourMenu colour={mark.colour} onChange={marking.setColour} />
          )}
          {number === null && !isHidden && (
            <Button size="small" look="primary" keys="C" onPress={cite}>
              {t.cite}
            </Button>
          )}
        </>
      )}
      {!locked && !isHidden && (
        <IconButton icon={CopyPlus} label={words.copy} keys="Y" onPress={() => marking.ask('copy')} />
      )}
      {!readOnly && (
        <IconButton
          icon={Trash2}
          label={t.delete}
          keys="Delete"
          onPress={() => change({ type: 'annotation.deleted', payload: { id: mark.id } })}
        />
      )}
    </div>
  );
}

/** Why something is hidden, in a word: what is hidden must not be typed beside it. */
function ReasonMenu({ onChoose }: { readonly onChoose: (reason: string) => void }) {
  const words = useMessages(markingWords);
  return (
    <Menu
      label={words.reasons}
      trigger={
        <Button size="small" icon={ChevronDown}>
          {words.reason}
        </Button>
      }
      groups={[redactionReasons.map((reason) => ({ id: reason, label: reason, run: () => onChoose(reason) }))]}
    />
  );
}

function Origin({ mark, isLost }: { readonly mark: Mark; readonly isLost: boolean }) {
  const t = useMessages(viewerWords);
  const words = useMessages(markingWords);
  const format = useFormat();
  return (
    <div
      className={css.origin}
      title={isLost ? words.lostNote : `${mark.author.name} ${format.dateTime(mark.modifiedAt)}`}
    >
      <b className={text.clip}>{isLost ? words.lost : t[`${mark.kind}Name`]}</b>
      <small className={text.clip}>
        {mark.author.name} · {format.time(mark.modifiedAt)}
      </small>
    </div>
  );
}

/** Undo may change the comment while it stands in the field. */
function useOutsideComment(saved: string, isWaiting: boolean, take: (comment: string) => void): void {
  const before = useRef(saved);
  useEffect(() => {
    if (before.current === saved) return;
    before.current = saved;
    if (!isWaiting) take(saved);
  }, [saved, isWaiting, take]);
}
