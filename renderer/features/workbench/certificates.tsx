import { Award, Pencil, X } from 'lucide-react';
import { useState } from 'react';
import type { Certificate } from '#common/domain/visit.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { CertificateDialog } from './certificate-dialog.tsx';
import { certificateWords } from './certificate-words.ts';
import { useDesk } from './desk.ts';
import { useEvidenceTitles } from './use-evidence-titles.ts';
import css from './extras.module.css';

/** What a third party certified for this indicator. Most have none, so until then it is one quiet button. */
export function Certificates() {
  const t = useMessages(certificateWords);
  const { snapshot, indicator, locked, change } = useDesk();
  const [editing, setEditing] = useState<Certificate | 'new' | null>(null);
  const certificates = snapshot.review.certificates.filter((one) => one.indicator === indicator.id);
  useCommands([
    { id: 'certificate', label: t.add, shortcut: 'Shift+C', enabled: !locked, run: () => setEditing('new') },
  ]);
  if (certificates.length === 0 && locked) return null;
  return (
    <section aria-label={t.title}>
      {certificates.length > 0 && (
        <>
          <div className={text.label}>{t.title}</div>
          <ul className={css.list}>
            {certificates.map((certificate) => (
              <Item
                key={certificate.id}
                certificate={certificate}
                onEdit={() => setEditing(certificate)}
                onRemove={() => change({ type: 'certificate.removed', payload: { id: certificate.id } })}
              />
            ))}
          </ul>
        </>
      )}
      {!locked && (
        <Button look="quiet" size="small" icon={Award} className={css.quiet} onPress={() => setEditing('new')}>
          {t.add}
        </Button>
      )}
      {editing !== null && (
        <CertificateDialog known={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}

function Item({
  certificate,
  onEdit,
  onRemove,
}: {
  readonly certificate: Certificate;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const t = useMessages(certificateWords);
  const format = useFormat();
  const titleOf = useEvidenceTitles();
  const { locked, tabs, openTab } = useDesk();
  const { issuer, title, issuedOn, signer, evidence } = certificate;
  const canOpen = evidence !== null && tabs.some(({ id }) => id === evidence);
  return (
    <li className={css.item}>
      <Icon of={Award} className={css.itemIcon} />
      <div className={css.itemText}>
        <b>{title}</b>
        <span>
          {[issuer, issuedOn === null ? t.undated : format.date(issuedOn), signer]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        {canOpen && (
          <Button look="quiet" size="small" className={css.link} onPress={() => openTab(evidence)}>
            {t.open(titleOf(evidence))}
          </Button>
        )}
      </div>
      {!locked && (
        <>
          <IconButton icon={Pencil} label={t.edit(title)} onPress={onEdit} />
          <IconButton icon={X} label={t.remove(title)} onPress={onRemove} />
        </>
      )}
    </li>
  );
}
