import { FileText, Link, Monitor } from 'lucide-react';
import type { ViewerFailure } from '#common/contract/viewer.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages, type Messages } from '#renderer/lib/messages.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { useDesk } from './desk.ts';
import type { EvidenceTab } from './evidence-tabs.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

type Words = typeof viewerWords extends Messages<infer W> ? W : never;

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
}: {
  readonly tab: EvidenceTab;
  readonly failure: ViewerFailure | 'quarantined' | 'missing';
}) {
  const t = useMessages(viewerWords);
  const format = useFormat();
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
  if (tab.kind === 'live') {
    return (
      <div className={css.mat}>
        <article className={css.card}>
          <Icon of={Monitor} className={css.cardIcon} />
          <h2>{tab.title}</h2>
          <p>{tab.check.seen}</p>
          <div className={css.cardActions}>{citeButton}</div>
        </article>
      </div>
    );
  }
  return (
    <div className={css.mat}>
      <article className={css.card}>
        <Icon of={FileText} className={css.cardIcon} />
        <h2>{tab.title}</h2>
        {(tab.origin !== 'earlier' || failure === 'unreadable') && (
          <Note tone={failure === 'unsupported' ? 'info' : 'warn'}>{reasonOf(failure, t)}</Note>
        )}
        <dl>
          <dt>{t.type}</dt>
          <dd>{tab.item.path.split('.').at(-1)?.toUpperCase()}</dd>
          <dt>{t.size}</dt>
          <dd>{format.bytes(tab.item.size)}</dd>
          <dt>{t.digest}</dt>
          <dd className={css.digest}>{tab.item.sha256}</dd>
        </dl>
        <div className={css.cardActions}>{citeButton}</div>
      </article>
    </div>
  );
}
