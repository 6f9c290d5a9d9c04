import { FileUp, FlaskConical, FolderOpen, Globe, LogIn, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { ServerStatus } from '#common/contract/channels/server.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { EmptyState } from '#renderer/components/screen-state.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { serverName, useSignIn, useSync } from '#renderer/lib/server.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { ConnectDialog } from './connect-dialog.tsx';
import { serverWords } from './server-words.ts';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

/** No work yet: every way to get some, the likeliest first. */
export function EmptyWork({
  server,
  addingSample,
  onImport,
  onSample,
}: {
  readonly server: ServerStatus | undefined;
  readonly addingSample: boolean;
  readonly onImport: () => void;
  readonly onSample: () => void;
}) {
  const t = useMessages(assignmentWords);
  const ts = useMessages(serverWords);
  const language = useLanguage();
  const signIn = useSignIn();
  const sync = useSync();
  const [connecting, setConnecting] = useState(false);
  const state = server?.state ?? 'none';
  const name = server ? serverName(server, language) : '';
  const words = {
    none: { title: t.emptyTitle, text: t.emptyText },
    out: { title: ts.emptySignInTitle, text: ts.emptySignInText(name) },
    in: { title: ts.emptyServerTitle, text: ts.emptyServerText(name) },
  }[state === 'none' ? 'none' : state === 'signed-in' ? 'in' : 'out'];
  return (
    <Card className={css.fill}>
      <EmptyState
        icon={state === 'none' ? FileUp : Globe}
        title={words.title}
        actions={
          <>
            {state === 'signed-in' && (
              <Button look="primary" size="large" icon={RefreshCw} pending={sync.running} onPress={() => sync.start()}>
                {sync.running ? ts.syncing : ts.sync}
              </Button>
            )}
            {state !== 'none' && state !== 'signed-in' && (
              <Button look="primary" size="large" icon={LogIn} pending={signIn.waiting} onPress={signIn.start}>
                {ts.signInTo(name)}
              </Button>
            )}
            <Button
              look={state === 'none' ? 'primary' : 'outline'}
              size="large"
              icon={FolderOpen}
              keys="Ctrl+O"
              onPress={onImport}
            >
              {t.import}
            </Button>
            {state === 'none' && (
              <Button size="large" icon={Globe} onPress={() => setConnecting(true)}>
                {ts.connect}
              </Button>
            )}
            <Button size="large" icon={FlaskConical} pending={addingSample} onPress={onSample}>
              {t.sampleButton}
            </Button>
          </>
        }
      >
        {words.text}
      </EmptyState>
      {connecting && <ConnectDialog onClose={() => setConnecting(false)} />}
    </Card>
  );
}
