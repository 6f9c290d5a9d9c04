import { Image, ImagePlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { Button } from '#renderer/components/button.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useIncomingFiles } from '#renderer/lib/incoming-files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { isOfDisk } from '#renderer/lib/upload.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { fieldWords } from './field-words.ts';
import css from './field.module.css';

/** A picture that is sealed already (or none), or one that will be. */
export type Picture =
  | { readonly kind: 'kept'; readonly id: string | null }
  | { readonly kind: 'new'; readonly file: File; readonly how: TeamEvidence['how'] };

/** The picture of the screen: pasted, dropped or chosen. */
export function ScreenshotField({
  picture,
  onChange,
}: {
  readonly picture: Picture;
  readonly onChange: (picture: Picture) => void;
}) {
  const t = useMessages(fieldWords);
  const format = useFormat();
  const { snapshot } = useDesk();
  const preview = usePreview(picture);
  const take = (files: readonly File[], how: TeamEvidence['how']) => {
    const [file] = files;
    if (file) onChange({ kind: 'new', file, how });
  };
  useIncomingFiles(take);
  const picker = useFileInput({ accept: 'image/*', label: t.screenshot, onFiles: (files) => take(files, 'file') });
  const kept = picture.kind === 'kept' ? snapshot.review.teamEvidence.find(({ id }) => id === picture.id) : undefined;
  const words =
    picture.kind === 'new'
      ? t.screenshotFile(picture.file.name, format.bytes(picture.file.size))
      : kept
        ? t.screenshotKept(kept.sha256.slice(0, 16))
        : t.screenshotText;
  const isEmpty = picture.kind === 'kept' && picture.id === null;
  return (
    <div role="group" aria-label={t.screenshot}>
      <div className={text.label}>{t.screenshot}</div>
      <div className={css.screen}>
        <span className={css.picture}>
          {preview === null ? <Icon of={Image} /> : <img src={preview} alt={t.preview(t.screenshot)} />}
        </span>
        <span className={text.grow}>{words}</span>
        {!isEmpty && (
          <Button size="small" look="quiet" onPress={() => onChange({ kind: 'kept', id: null })}>
            {t.noPicture}
          </Button>
        )}
        <Button size="small" icon={ImagePlus} onPress={picker.choose}>
          {t.choose}
        </Button>
        {picker.input}
      </div>
    </div>
  );
}

/** Only of what was made on this computer just now: files from elsewhere are drawn in the evidence frame alone. */
function usePreview(picture: Picture): string | null {
  const [preview, setPreview] = useState<string | null>(null);
  const file = picture.kind === 'new' && picture.how === 'paste' ? picture.file : null;
  useEffect(() => {
    if (file?.type.startsWith('image/') !== true) return undefined;
    let address: string | null = null;
    let isOver = false;
    void isOfDisk(file).then((ofDisk) => {
      if (ofDisk || isOver) return;
      address = URL.createObjectURL(file);
      setPreview(address);
    });
    return () => {
      isOver = true;
      if (address !== null) URL.revokeObjectURL(address);
      setPreview(null);
    };
  }, [file]);
  return preview;
}
