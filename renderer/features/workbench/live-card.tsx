import { Copy, Image, Monitor, Pencil, Trash2 } from 'lucide-react';
import type { LiveCheck } from '#common/domain/visit.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { useDesk } from './desk.ts';
import { useFieldDesk } from './field-desk.ts';
import { fieldWords } from './field-words.ts';
import css from './field.module.css';
import viewerCss from './viewer.module.css';

/** A live check in place of a document: everything that it says, and its screenshot one press away. */
export function LiveCard({ check }: { readonly check: LiveCheck }) {
  const t = useMessages(fieldWords);
  const format = useFormat();
  const { cite, locked, citations, change, snapshot } = useDesk();
  const { openTab, recordLive } = useFieldDesk();
  const { id, address, at, seen, by, presence, screenshot } = check;
  const isCited = citations.some((one) => one.tab === id);
  const picture = snapshot.review.teamEvidence.find((item) => item.id === screenshot);
  const isAddress = /^https?:\/\//i.test(address);
  return (
    <div className={viewerCss.mat}>
      <article className={viewerCss.card}>
        <div className={css.cardHead}>
          <Icon of={Monitor} /> {t.liveCheck}
        </div>
        <h2>{address}</h2>
        <p className={css.seen}>{seen}</p>
        <dl>
          <dt>{t.date}</dt>
          <dd>
            {format.date(at, 'long')} {format.time(at)}
          </dd>
          <dt>{t.by}</dt>
          <dd>{by}</dd>
          {presence !== '' && (
            <>
              <dt>{t.presence}</dt>
              <dd>{presence}</dd>
            </>
          )}
          <dt>{t.screenshot}</dt>
          <dd>
            {picture ? (
              <span className={viewerCss.digest}>{`SHA-256 ${picture.sha256}`}</span>
            ) : screenshot === null ? (
              t.screenshotNone
            ) : (
              t.screenshotGone
            )}
          </dd>
        </dl>
        <div className={css.cardActions}>
          {!locked && !isCited && (
            <Button look="primary" keys="C" onPress={cite}>
              {t.citeLook}
            </Button>
          )}
          {picture && (
            <Button icon={Image} onPress={() => openTab(picture.id)}>
              {t.screenshotOpen}
            </Button>
          )}
          {isAddress && (
            <Button
              icon={Copy}
              onPress={() => void navigator.clipboard.writeText(address).then(() => tellDone(t.copied))}
            >
              {t.copyAddress}
            </Button>
          )}
          {!locked && (
            <>
              <Button icon={Pencil} onPress={() => recordLive(check)}>
                {t.edit}
              </Button>
              <Button
                icon={Trash2}
                onPress={() => {
                  change({ type: 'live-check.removed', payload: { id } });
                  tellDone(t.lookRemoved);
                }}
              >
                {t.remove}
              </Button>
            </>
          )}
        </div>
      </article>
    </div>
  );
}
