import { Camera, MapPin, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PhotoFacts } from '#common/contract/viewer.ts';
import type { Mark } from '#common/domain/annotation.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { CiteTab } from '#renderer/components/cite-tab.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useDesk } from './desk.ts';
import { updated } from './mark-changes.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

/** Under a photo: when and where its EXIF says it was taken. */
export function PhotoBar({ photo }: { readonly photo: PhotoFacts }) {
  const t = useMessages(viewerWords);
  const format = useFormat();
  const { taken, place } = photo;
  return (
    <div className={css.bar}>
      <span>
        <Icon of={Camera} />
        {taken === null ? t.notTaken : t.taken(format.date(taken.slice(0, 10)), cameraTime(taken, format.digits))}
      </span>
      <span>
        <Icon of={MapPin} />
        {place === null
          ? t.noPlace
          : t.place(format.digits(`${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`))}
      </span>
      <span className={css.push}>{t.pixels(`${format.number(photo.width)} × ${format.number(photo.height)}`)}</span>
    </div>
  );
}

/** The camera's own clock; EXIF knows no zone, so nothing is converted. */
const cameraTime = (taken: string, digits: (text: string) => string): string => digits(taken.slice(11, 16));

/** Under the page while a mark is selected: its comment, whether it is cited, and how to take it away. */
export function MarkBar({ mark, mediaType }: { readonly mark: Mark; readonly mediaType: string }) {
  const t = useMessages(viewerWords);
  const { citations, readOnly, cite, change, autosave } = useDesk();
  const field = `mark/${mark.id}`;
  const waiting = autosave.pending(field);
  const [comment, setComment] = useState(mark.comment);
  const number = citations.find((one) => one.mark?.id === mark.id)?.number ?? null;
  useOutsideComment(mark.comment, waiting !== null, setComment);
  return (
    <div className={css.bar} role="group" aria-label={t.mark}>
      {number === null ? <span className={css.kind}>{t[`${mark.kind}Name`]}</span> : <CiteTab number={number} />}
      {readOnly ? (
        <span className={css.comment}>{mark.comment}</span>
      ) : (
        <>
          <div className={css.comment}>
            <TextField
              label={t.comment}
              hideLabel
              size="compact"
              value={comment}
              placeholder={t.commentPlaceholder}
              maxLength={2000}
              onChange={(text) => {
                setComment(text);
                autosave.set(field, updated(mark, { comment: text }, new Date().toISOString(), mediaType), 400);
              }}
              onBlur={() => void autosave.flush()}
            />
          </div>
          {number === null && (
            <Button size="small" look="primary" keys="C" onPress={cite}>
              {t.cite}
            </Button>
          )}
          <IconButton
            icon={Trash2}
            label={t.delete}
            keys="Delete"
            onPress={() => change({ type: 'annotation.deleted', payload: { id: mark.id } })}
          />
        </>
      )}
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
