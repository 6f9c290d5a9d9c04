import { useQuery } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { PaperChoice, usePaper } from '#renderer/components/paper-choice.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { GroupCard } from './group-card.tsx';
import { provinceWords } from './words.ts';
import css from './province.module.css';

/** What can be made of many LAOs at once. */
export function ProvinceScreen() {
  const t = useMessages(provinceWords);
  const [paper, setPaper] = usePaper();
  const groups = useQuery(query('province.groups', {}));
  if (groups.error && !groups.data) return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />;
  if (!groups.data) return <Waiting />;
  return (
    <div className={css.page} data-pane>
      <h1>{t.title}</h1>
      <p className={css.text}>{t.intro}</p>
      {groups.data.length === 0 ? (
        <EmptyState icon={FolderOpen} title={t.nothing}>
          {t.nothingText}
        </EmptyState>
      ) : (
        <>
          <PaperChoice paper={paper} onChange={setPaper} />
          <ul className={css.list}>
            {groups.data.map((group) => (
              <li key={JSON.stringify(group.key)}>
                <GroupCard group={group} paper={paper} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
