import { useLayoutEffect } from 'react';
import type { DrawnPages } from './draw-redacted-pages.ts';
import './redacted-sheets.css';

/**
 * Each picture on a sheet of its own. Main takes the pictures out again (main/features/annotation/pdf/redacted-document.ts);
 * what else it has to know comes along as the title.
 */
export function RedactedSheets({ found }: { readonly found: DrawnPages }) {
  const pictures = found.kind === 'drawn' ? found.drawn : [];
  useLayoutEffect(() => {
    document.title = JSON.stringify(
      found.kind === 'failed'
        ? { failed: found.code }
        : { pages: found.pages, sheets: found.drawn.map(({ width, height }) => [width, height]) },
    );
  }, [found]);
  return (
    <>
      {pictures.map(({ picture }) => (
        <section key={picture} className="redacted-sheet">
          <img src={picture} alt="" />
        </section>
      ))}
    </>
  );
}

/** Pictures are printed once they are read. */
export const picturesRead = (): Promise<unknown> => Promise.all([...document.images].map((image) => image.decode()));
