import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { LookAlike, LookAlikes } from '#common/contract/channels/search.ts';
import { Button } from '#renderer/components/button.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useLookAlikes } from '#renderer/lib/look-alikes.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useIndexing } from '#renderer/lib/search.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { lookAlikeWords } from './words.ts';
import css from './look-alikes-screen.module.css';

/** Groups of files and pages that are alike, of one submission or of all on this computer. */
export function LookAlikesScreen({ submission }: { readonly submission: string | null }) {
  const t = useMessages(lookAlikeWords);
  const format = useFormat();
  const [everywhere, setEverywhere] = useState(submission === null);
  const [comparing, setComparing] = useState<LookAlikes | null>(null);
  const asked = useLookAlikes(everywhere ? null : submission);
  const indexing = useIndexing();
  const unread = indexing === null ? 0 : indexing.files - indexing.filesDone;
  const groups = asked.data;
  const [own, ...others] = comparing?.members ?? [];
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.words}>
          <h1 className={css.title}>{t.title}</h1>
          <p className={css.explain}>{t.explain}</p>
        </div>
        {submission !== null && (
          <Segmented
            label={t.scope}
            value={everywhere ? 'all' : 'here'}
            options={[
              { value: 'here', label: t.here },
              { value: 'all', label: t.everywhere },
            ]}
            onChange={(value) => setEverywhere(value === 'all')}
          />
        )}
      </header>
      <section className={css.body} aria-label={t.groups} data-pane>
        {asked.error && !groups ? (
          <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
        ) : !groups ? (
          <Waiting />
        ) : groups.length === 0 ? (
          <EmptyState icon={Copy} title={t.nothingTitle}>
            {t.nothingText}
            {unread > 0 && <div>{t.stillReading(format.number(unread))}</div>}
          </EmptyState>
        ) : (
          <ul className={css.groups}>
            {groups.map((group, index) => (
              <Group key={index} group={group} onCompare={() => setComparing(group)} />
            ))}
          </ul>
        )}
      </section>
      {own && <CompareDialog own={own} others={others} onClose={() => setComparing(null)} />}
    </div>
  );
}

/** Members named in a group; the rest is seen in the comparison. */
const named = 4;

function Group({ group, onCompare }: { readonly group: LookAlikes; readonly onCompare: () => void }) {
  const t = useMessages(lookAlikeWords);
  const format = useFormat();
  const { kind, members, pages } = group;
  return (
    <li className={css.group}>
      <Chip tone={kind === 'identical' ? 'accent' : 'neutral'}>{kind === 'identical' ? t.identical : t.near}</Chip>
      <div className={css.members}>
        {members.slice(0, named).map((member) => (
          <Member key={`${member.submission} ${member.evidence} ${String(member.page)}`} member={member} />
        ))}
        {members.length > named && (
          <span className={css.where}>{t.andMore(format.number(members.length - named))}</span>
        )}
      </div>
      <span className={css.where}>{pages > 1 && t.pages(format.number(pages))}</span>
      <Button size="small" onPress={onCompare}>
        {t.compare}
      </Button>
    </li>
  );
}

function Member({ member: { title, laoName, numbers, page, mediaType } }: { readonly member: LookAlike }) {
  const t = useMessages(lookAlikeWords);
  const format = useFormat();
  return (
    <span className={css.member}>
      <b>{title}</b>
      <span className={css.where}>
        {t.where(laoName, numbers.map(format.digits).join(', '))}
        {mediaType.startsWith('image/') ? '' : ` · ${t.page(format.number(page))}`}
      </span>
    </span>
  );
}
