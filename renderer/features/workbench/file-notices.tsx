import { TriangleAlert, Info } from 'lucide-react';
import type { DocumentAbout } from '#common/contract/viewer.ts';
import { contradictsEnding, endingOf } from '#common/domain/file-type.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import type { EvidenceTab } from './evidence-tabs.ts';
import { fileTypeWords, fileWords } from './file-words.ts';
import css from './file-notices.module.css';

/** Over the document: what a reader has to know about how it is shown. */
export function FileNotices({
  tab,
  about,
}: {
  readonly tab: Extract<EvidenceTab, { kind: 'file' }>;
  readonly about: DocumentAbout | null;
}) {
  const t = useMessages(fileWords);
  const types = useMessages(fileTypeWords);
  if (about === null) return null;
  const { path } = tab.item;
  const differs = contradictsEnding(about.type, path);
  if (!differs && about.notices.length === 0) return null;
  return (
    <div className={css.notices} role="status">
      {differs && (
        <p className={cx(css.notice, css.warn)}>
          <Icon of={TriangleAlert} />
          {t.differs(endingOf(path), types[about.type])}
        </p>
      )}
      {about.notices.map((notice) => (
        <p key={notice} className={css.notice}>
          <Icon of={Info} />
          {t[notice]}
        </p>
      ))}
    </div>
  );
}
