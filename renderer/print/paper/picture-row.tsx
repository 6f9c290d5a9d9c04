import { createContext, useContext } from 'react';
import type { PaperPicture } from '#common/domain/paper/paper.ts';
import { Thai } from '#renderer/print/thai.tsx';
import type { DrawnPictures } from './draw-pictures.ts';
import type { PaperWords } from './words.ts';

/** What was drawn before the layout. */
export const Pictures = createContext<DrawnPictures>(new Map());

/** A picture over the whole width with its caption, or the sentence why there is none. */
export function PictureRow({
  row,
  columns,
  words,
}: {
  readonly row: PaperPicture;
  readonly columns: number;
  readonly words: PaperWords;
}) {
  const { alt, caption, source } = row;
  const drawn = useContext(Pictures).get(source?.evidence ?? '') ?? { failed: 'unreadable' as const };
  const failed = source === null ? 'absent' : 'failed' in drawn ? drawn.failed : null;
  return (
    <tr className="paper-picture">
      <td colSpan={columns}>
        <figure>
          {failed === null && 'address' in drawn ? (
            <img src={drawn.address} alt={alt} />
          ) : (
            <p>
              <Thai>{words.noPicture[failed ?? 'unreadable']}</Thai>
            </p>
          )}
          <figcaption>
            {caption.map((line) => (
              <div key={line}>
                <Thai>{line}</Thai>
              </div>
            ))}
          </figcaption>
        </figure>
      </td>
    </tr>
  );
}
