import { FileText, Link } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentAbout, ViewerFailure } from '#common/contract/viewer.ts';
import { contradictsEnding, endingOf } from '#common/domain/file-type.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages, type Messages } from '#renderer/lib/messages.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { useDesk } from './desk.ts';
import type { EvidenceTab } from './evidence-tabs.ts';
import { fileTypeWords, fileWords } from './file-words.ts';
import { OpenOutside } from './open-outside.tsx';
import { LiveCard } from './live-card.tsx';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

type Words = typeof viewerWords extends Messages<infer W> ? W : never;
type FileWords = typeof fileWords extends Messages<infer W> ? W : never;

/** Why a file is not drawn, in words; null when it is of a type that is never drawn. */
const reasonOf = (failure: ViewerFailure | 'quarantined' | 'missing', t: Words): string =>
  ({
    password: t.failedPassword,
    damaged: t.failedDamaged,
    unsupported: t.failedUnsupported,
    'too-large': t.failedTooLarge,
    unreadable: t.failedUnreadable,
    quarantined: t.quarantined,
    missing: t.missing,
  })[failure];

/** In place of the picture, for files that cannot be drawn, and for links: what it is, and that it can be cited. */
export function EvidenceCard({
  tab,
  failure,
  about,
}: {
  readonly tab: EvidenceTab;
  /** What the frame found out about it. */
  readonly about: DocumentAbout | null;
  readonly failure: ViewerFailure | 'quarantined' | 'missing';
}) {
  const t = useMessages(viewerWords);
  const { cite, readOnly, citations } = useDesk();
  const isCited = citations.some((one) => one.tab === tab.id && one.citation.annotation === null);
  const citeButton = !readOnly && !isCited && (
    <Button look="primary" keys="C" onPress={cite}>
      {t.citeFile}
    </Button>
  );
  if (tab.kind === 'link') {
    return (
      <div className={css.mat}>
        <article className={css.card}>
          <Icon of={Link} className={css.cardIcon} />
          <h2>{tab.title}</h2>
          <p>{t.link}</p>
          <p className={css.address}>{tab.link.url}</p>
          <p>{t.linkNote}</p>
          <div className={css.cardActions}>
            {citeButton}
            <Button onPress={() => void navigator.clipboard.writeText(tab.link.url).then(() => tellDone(t.copied))}>
              {t.copyLink}
            </Button>
          </div>
        </article>
      </div>
    );
  }
  if (tab.kind === 'live') return <LiveCard check={tab.check} />;
  return <FileCard tab={tab} failure={failure} about={about} citeButton={citeButton} />;
}

/** Reasons that hang on what the file is. */
function typeReason(failure: ViewerFailure | 'quarantined' | 'missing', about: DocumentAbout | null, t: FileWords) {
  if (about?.type === 'empty') return t.empty;
  if (about?.type === 'locked-office') return t.lockedOffice;
  if ((about?.type === 'audio' || about?.type === 'video') && failure === 'unsupported') return t.mediaFailed;
  const isPicture =
    about !== null && ['jpeg', 'png', 'gif', 'webp', 'bmp', 'avif', 'tiff', 'heif'].includes(about.type);
  return failure === 'too-large' && !isPicture ? t.tooLarge : null;
}

function FileCard({
  tab,
  failure,
  about,
  citeButton,
}: {
  readonly tab: Extract<EvidenceTab, { kind: 'file' }>;
  readonly failure: ViewerFailure | 'quarantined' | 'missing';
  readonly about: DocumentAbout | null;
  readonly citeButton: ReactNode;
}) {
  const t = useMessages(viewerWords);
  const words = useMessages(fileWords);
  const types = useMessages(fileTypeWords);
  const format = useFormat();
  const { path, size, sha256 } = tab.item;
  const ending = endingOf(path).toUpperCase();
  const type = about === null ? ending : `${types[about.type]}${ending === '' ? '' : ` (.${ending.toLowerCase()})`}`;
  return (
    <div className={css.mat}>
      <article className={css.card}>
        <Icon of={FileText} className={css.cardIcon} />
        <h2>{tab.title}</h2>
        {about !== null && contradictsEnding(about.type, path) && (
          <Note tone="warn">{words.differs(endingOf(path), types[about.type])}</Note>
        )}
        {(tab.origin !== 'earlier' || failure === 'unreadable') && (
          <Note tone={failure === 'unsupported' ? 'info' : 'warn'}>
            {typeReason(failure, about, words) ?? reasonOf(failure, t)}
          </Note>
        )}
        <dl>
          <dt>{t.type}</dt>
          <dd>{type}</dd>
          <dt>{t.size}</dt>
          <dd>{format.bytes(size)}</dd>
          <dt>{t.digest}</dt>
          <dd className={css.digest}>{sha256}</dd>
        </dl>
        <div className={css.cardActions}>
          {citeButton}
          {failure !== 'quarantined' &&
            failure !== 'missing' &&
            failure !== 'unreadable' &&
            about?.type !== 'empty' && <OpenOutside tab={tab} type={about?.type ?? null} />}
        </div>
      </article>
    </div>
  );
}
