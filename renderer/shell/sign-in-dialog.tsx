import { ExternalLink } from 'lucide-react';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { serverName, useServer, useSignIn } from '#renderer/lib/server.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { shellWords } from './words.ts';
import css from './shell.module.css';

/** While the person signs in in the browser, whatever screen it was begun on; afterwards why it did not succeed. */
export function SignInDialog() {
  const t = useMessages(shellWords);
  const language = useLanguage();
  const server = useServer();
  const { waiting, error, start, cancel, dismiss } = useSignIn();
  if (!waiting && error === null) return null;
  const name = server ? serverName(server, language) : '';
  return (
    <Dialog
      title={t.signInTo(name)}
      isOpen
      // Coming back from the browser begins with a click anywhere on this window: that must not give up.
      alert={waiting}
      onClose={waiting ? cancel : dismiss}
      actions={
        <>
          <Button onPress={waiting ? cancel : dismiss}>{waiting ? t.cancel : t.close}</Button>
          {!waiting && (
            <Button look="primary" autoFocus onPress={start}>
              {t.signInRetry}
            </Button>
          )}
        </>
      }
    >
      {waiting ? (
        <div className={css.signIn} role="status">
          <Icon of={ExternalLink} className={css.signInIcon} />
          <div>
            <b>{t.signInWaiting}</b>
            <div className={css.signInHint}>{t.signInHint}</div>
          </div>
        </div>
      ) : (
        <Note tone="bad" live>
          {errorText(error, language)}
        </Note>
      )}
    </Dialog>
  );
}
