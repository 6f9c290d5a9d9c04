import { useEffect, useRef } from 'react';
import type { LookAlike } from '#common/contract/channels/search.ts';
import { connectFrame, evidenceFrame } from '#renderer/lib/evidence-frame.ts';
import { holdBackground } from '#renderer/lib/foreground.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import css from './page-frame.module.css';

/** One page of a piece of evidence to be looked at, drawn where hostile documents are drawn. */
export function PageFrame({
  place,
  title,
}: {
  readonly place: Pick<LookAlike, 'submission' | 'evidence' | 'mediaType' | 'size' | 'title' | 'page'>;
  readonly title: string;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const language = useLanguage();
  const { submission, evidence, mediaType, size, title: name, page } = place;
  useEffect(() => {
    const release = holdBackground();
    const link = connectFrame({
      frame: () => frame.current,
      readable: () => ({ name: evidence, submission, evidence, size }),
      onMessage: ({ kind }) => {
        if (kind === 'ready') {
          const dark = document.documentElement.dataset.theme === 'dark';
          link.send({ kind: 'theme', dark, language });
          link.send({ kind: 'tool', tool: 'select', colour: 'blue', stamp: '', readOnly: true });
          const file = { evidence, mediaType, size, title: name, stream: null };
          link.send({ kind: 'open', document: file, marks: [] });
        }
        if (kind === 'opened') {
          link.send({ kind: 'zoom', zoom: 'fit-page' });
          link.send({ kind: 'go', page, mark: null });
        }
        if (kind === 'opened' || kind === 'failed') release();
      },
    });
    return () => {
      release();
      link.close();
    };
  }, [submission, evidence, mediaType, size, name, page, language]);
  return <iframe ref={frame} className={css.frame} {...evidenceFrame()} title={title} />;
}
