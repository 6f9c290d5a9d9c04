import { useQuery } from '@tanstack/react-query';
import { ListChecks, LogIn, RefreshCw, Settings, Upload, Usb } from 'lucide-react';
import { useMemo, useState } from 'react';
import { laoTypeLong } from '#common/domain/lao.ts';
import type { Outbox } from '#common/contract/channels/outbox.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Note } from '#renderer/components/note.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { failureText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { isWaiting, useOutbox, useOutboxActions } from '#renderer/lib/outbox.ts';
import { query, submissionsQuery } from '#renderer/lib/queries.ts';
import { useServer, useSignIn } from '#renderer/lib/server.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { OutboxRow } from './outbox-row.tsx';
import { ReadyCard } from './ready-card.tsx';
import { StampsCard } from './stamps-card.tsx';
import { StickDialog } from './stick-dialog.tsx';
import { outboxWords } from './words.ts';
import css from './outbox.module.css';

/** What goes to the centre, over the line or by hand, and what became of it. */
export function OutboxScreen() {
  const t = useMessages(outboxWords);
  const { data: outbox, error, refetch } = useOutbox();
  const { data: packages } = useQuery(query('package.list', { submission: null }));
  const { data: submissions } = useQuery(submissionsQuery());
  const language = useLanguage();
  const names = useMemo(
    () =>
      new Map(
        submissions?.map(({ id, laoName, laoType }) => [
          id,
          language === 'th' ? `${laoTypeLong[laoType].th}${laoName}` : laoName,
        ]),
      ),
    [submissions, language],
  );
  if (error && !outbox) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!outbox || !packages || !submissions) return <Waiting />;
  if (outbox.items.length === 0 && outbox.ready.length === 0)
    return (
      <EmptyState
        icon={Upload}
        title={t.empty}
        actions={
          <LinkButton to="/" icon={ListChecks}>
            {t.toWork}
          </LinkButton>
        }
      >
        {t.emptyText}
      </EmptyState>
    );
  return (
    <div className={css.page} data-pane>
      <h1>{t.title}</h1>
      <p className={css.text}>{t.intro}</p>
      <LineState outbox={outbox} />
      <ReadyCard ready={outbox.ready} packages={packages} names={names} />
      <GoingCard outbox={outbox} names={names} />
      <StampsCard packages={packages} names={names} />
    </div>
  );
}

/** Why nothing goes out just now, and what helps. Being without a network is a normal day. */
function LineState({ outbox }: { readonly outbox: Outbox }) {
  const t = useMessages(outboxWords);
  const language = useLanguage();
  const server = useServer();
  const signIn = useSignIn();
  const actions = useOutboxActions();
  if (server === undefined) return null;
  if (server.state === 'none')
    return (
      <Note
        actions={
          <LinkButton to="/settings" size="small" icon={Settings}>
            {t.toSettings}
          </LinkButton>
        }
      >
        {t.noServer}
      </Note>
    );
  if (server.state !== 'signed-in')
    return (
      <Note
        actions={
          <Button size="small" icon={LogIn} pending={signIn.waiting} onPress={signIn.start}>
            {t.signIn}
          </Button>
        }
      >
        {t.signedOut}
      </Note>
    );
  const waits = outbox.items.some(isWaiting);
  // A full disk holds up receipts too.
  const holdsUp = outbox.blocked !== null && (waits || outbox.blocked.code.startsWith('storage.'));
  if (outbox.blocked !== null && holdsUp)
    return (
      <Note
        tone="warn"
        live
        actions={
          <Button size="small" icon={RefreshCw} onPress={actions.goOn}>
            {t.retry}
          </Button>
        }
      >
        {failureText(outbox.blocked, language)}
      </Note>
    );
  return server.network === 'offline' && waits ? <Note live>{t.offline}</Note> : null;
}

function GoingCard({ outbox, names }: { readonly outbox: Outbox; readonly names: ReadonlyMap<string, string> }) {
  const t = useMessages(outboxWords);
  const format = useFormat();
  const [carrying, setCarrying] = useState(false);
  const waiting = outbox.items.filter(isWaiting);
  if (outbox.items.length === 0) return null;
  return (
    <Card label={t.going}>
      <header className={css.head}>
        <h2 className={css.grow}>{t.going}</h2>
        {waiting.length > 1 && (
          <Button size="small" icon={Usb} onPress={() => setCarrying(true)}>
            {t.allToStick(format.number(waiting.length))}
          </Button>
        )}
      </header>
      <ul className={css.list}>
        {outbox.items.map((item) => (
          <OutboxRow key={item.id} item={item} name={names.get(item.submission) ?? item.code} />
        ))}
      </ul>
      {carrying && <StickDialog items={waiting} onClose={() => setCarrying(false)} />}
    </Card>
  );
}
