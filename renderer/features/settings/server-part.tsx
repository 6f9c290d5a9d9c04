import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogIn, LogOut, Unplug } from 'lucide-react';
import { useState } from 'react';
import type { ServerStatus } from '#common/contract/channels/server.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { ServerAddress } from '#renderer/components/server-address.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { refresh, serverQuery } from '#renderer/lib/queries.ts';
import { serverName, useServer, useSignIn } from '#renderer/lib/server.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { Part, Row } from './part.tsx';
import { clockWords, serverWords } from './server-words.ts';
import css from './settings.module.css';

/** Where the work comes from, and who is signed in there. */
export function ServerPart() {
  const t = useMessages(serverWords);
  const server = useServer();
  return (
    <Part title={t.title}>
      {server !== undefined && (server.state === 'none' ? <Connect /> : <Connected server={server} />)}
    </Part>
  );
}

/** Every answer is the server as it is then; what it changes in the list of work is asked again. */
function useServerCall<I>(ask: (input: I) => Promise<ServerStatus>, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    meta: { shown: true },
    mutationFn: ask,
    onSuccess: (status) => {
      client.setQueryData(serverQuery().queryKey, status);
      refresh(client, { what: 'assignments' });
      refresh(client, { what: 'downloads' });
      onDone?.();
    },
  });
}

function Connect() {
  const t = useMessages(serverWords);
  const language = useLanguage();
  const connect = useServerCall((url: string) => call('server.connect', { url }));
  return (
    <>
      <p className={css.hint}>{t.text}</p>
      <div className={css.form}>
        <ServerAddress
          id="server-address"
          error={connect.error ? errorText(connect.error, language) : undefined}
          onSubmit={connect.mutate}
        >
          <div>
            <Button type="submit" size="small" pending={connect.isPending}>
              {connect.isPending ? t.connecting : t.connect}
            </Button>
          </div>
        </ServerAddress>
      </div>
    </>
  );
}

function Connected({ server }: { readonly server: ServerStatus }) {
  const t = useMessages(serverWords);
  const format = useFormat();
  const language = useLanguage();
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <Row
        name={serverName(server, language)}
        hint={
          <>
            <span className={css.path}>{server.url}</span>
            {server.evidenceOrigins.length > 0 && (
              <>
                {t.filesFrom} <span className={css.path}>{server.evidenceOrigins.join('\n')}</span>
              </>
            )}
          </>
        }
      >
        <Button size="small" look="danger" icon={Unplug} onPress={() => setLeaving(true)}>
          {t.disconnect}
        </Button>
      </Row>
      <Person server={server} />
      <Row
        name={server.network === 'online' ? t.online : t.offline}
        hint={server.syncedAt === null ? t.neverSynced : t.syncedAt(format.dateTime(server.syncedAt))}
      />
      <Clock ahead={server.clockAhead} />
      {leaving && <Leave name={serverName(server, language)} onClose={() => setLeaving(false)} />}
    </>
  );
}

function Person({ server }: { readonly server: ServerStatus }) {
  const t = useMessages(serverWords);
  const language = useLanguage();
  const signIn = useSignIn();
  const signOut = useServerCall(() => call('server.signOut', {}));
  const { person, state } = server;
  if (state === 'signed-in') {
    return (
      <>
        <Row
          name={person?.name ?? t.signedIn}
          hint={person && person.teams.length > 0 ? person.teams.join(' · ') : t.noTeam}
        >
          <Button size="small" icon={LogOut} pending={signOut.isPending} onPress={() => signOut.mutate(undefined)}>
            {t.signOut}
          </Button>
        </Row>
        {signOut.error && (
          <Note tone="bad" live>
            {errorText(signOut.error, language)}
          </Note>
        )}
      </>
    );
  }
  if (signIn.waiting) {
    return (
      <Row name={t.waiting} hint={t.waitingHint}>
        <Button size="small" onPress={signIn.cancel}>
          {t.cancel}
        </Button>
      </Row>
    );
  }
  return (
    <Row
      name={state === 'sign-in-again' ? t.signInAgain : t.signedOut}
      hint={state === 'sign-in-again' ? t.signInAgainHint : t.signInHint}
    >
      <Button size="small" look="primary" icon={LogIn} onPress={signIn.start}>
        {t.signIn}
      </Button>
    </Row>
  );
}

/** Signatures and logs carry this computer's time; two minutes are more than a clock may be wrong. */
const tolerance = 2 * 60_000;

function Clock({ ahead }: { readonly ahead: number | null }) {
  const t = useMessages(serverWords);
  const words = useMessages(clockWords);
  const format = useFormat();
  if (ahead === null || Math.abs(ahead) <= tolerance) return null;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  const by =
    minutes < 120
      ? words.minutes(format.number(minutes))
      : minutes < 48 * 60
        ? words.hours(format.number(Math.round(minutes / 60)))
        : words.days(format.number(Math.round(minutes / 1440)));
  return <Note tone="warn">{ahead > 0 ? t.clockSlow(by) : t.clockFast(by)}</Note>;
}

function Leave({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const t = useMessages(serverWords);
  const language = useLanguage();
  const leave = useServerCall(() => call('server.disconnect', {}), onClose);
  return (
    <Dialog
      title={t.disconnectFrom(name)}
      alert
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t.cancel}
          </Button>
          <Button look="danger" pending={leave.isPending} onPress={() => leave.mutate(undefined)}>
            {t.disconnect}
          </Button>
        </>
      }
    >
      <p>{t.disconnectText}</p>
      {leave.error && (
        <Note tone="bad" live>
          {errorText(leave.error, language)}
        </Note>
      )}
    </Dialog>
  );
}
