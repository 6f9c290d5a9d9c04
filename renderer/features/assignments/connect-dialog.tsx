import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ServerAddress } from '#renderer/components/server-address.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { serverQuery } from '#renderer/lib/queries.ts';
import { serverName } from '#renderer/lib/server.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { serverWords } from './server-words.ts';

const form = 'connect-server';

/** The address of the server, asked for where the work is missing. */
export function ConnectDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(serverWords);
  const language = useLanguage();
  const client = useQueryClient();
  const connect = useMutation({
    meta: { shown: true },
    mutationFn: (url: string) => call('server.connect', { url }),
    onSuccess: (server) => {
      client.setQueryData(serverQuery().queryKey, server);
      tellDone(t.connected(serverName(server, language)));
      onClose();
    },
  });
  return (
    <Dialog
      title={t.connect}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button
            look="primary"
            pending={connect.isPending}
            onPress={() => {
              document.querySelector<HTMLFormElement>(`#${form}`)?.requestSubmit();
            }}
          >
            {connect.isPending ? t.connecting : t.connect}
          </Button>
        </>
      }
    >
      <p>{t.connectText}</p>
      <ServerAddress
        id={form}
        autoFocus
        error={connect.error ? errorText(connect.error, language) : undefined}
        onSubmit={connect.mutate}
      />
    </Dialog>
  );
}
