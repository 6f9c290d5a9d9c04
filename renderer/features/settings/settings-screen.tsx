import { useQuery } from '@tanstack/react-query';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { AboutPart } from './about-part.tsx';
import { AppearancePart } from './appearance-part.tsx';
import { DataPart } from './data-part.tsx';
import { KeysPart } from './keys-part.tsx';
import { ProfilePart } from './profile-part.tsx';
import { SafetyPart } from './safety-part.tsx';
import { ServerPart } from './server-part.tsx';
import { TrustPart } from './trust-part.tsx';
import { settingsWords } from './words.ts';
import { WorkPart } from './work-part.tsx';
import css from './settings.module.css';

/** Everything takes effect at once; nothing needs a restart. */
export function SettingsScreen() {
  const t = useMessages(settingsWords);
  const { data: status, error, refetch } = useQuery(libraryQuery());
  if (error && !status) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!status?.profile) return <Waiting />;
  return (
    <div className={css.page} data-pane>
      <h1>{t.title}</h1>
      <div className={css.columns}>
        <div className={css.column}>
          <AppearancePart />
          <WorkPart />
          <KeysPart />
          <DataPart folder={status.folder} />
          <AboutPart status={status} />
        </div>
        <div className={css.column}>
          <ServerPart />
          <ProfilePart key={status.profile.id} profile={status.profile} />
          <SafetyPart status={status} />
          <TrustPart />
        </div>
      </div>
    </div>
  );
}
