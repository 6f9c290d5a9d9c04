import { Camera, MapPin } from 'lucide-react';
import type { PhotoFacts } from '#common/contract/viewer.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
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
