import { LockKeyhole } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { PasswordField } from '#renderer/components/password-field.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { useDesk } from './desk.ts';
import { roomWords } from './room-words.ts';
import type { EvidenceView } from './use-evidence-view.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

/** In place of a file that asks for its password. What is typed goes to the frame and is kept nowhere. */
export function PasswordCard({ view, title }: { readonly view: EvidenceView; readonly title: string }) {
  const t = useMessages(roomWords);
  const words = useMessages(viewerWords);
  const { cite, readOnly } = useDesk();
  const { asked } = view.state;
  const [password, setPassword] = useState('');
  /** At which asking it was answered: until the next one, the frame is at it. */
  const [answered, setAnswered] = useState(0);
  const [isEmpty, setEmpty] = useState(false);
  const isTrying = answered === asked;
  const isWrong = answered > 0 && answered < asked;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isTrying) return;
    setEmpty(password === '');
    if (password === '') return;
    view.send({ kind: 'password', password });
    setAnswered(asked);
    setPassword('');
  };
  const error = isEmpty ? t.passwordEmpty : isWrong && password === '' ? t.passwordWrong : undefined;
  return (
    <article className={css.mat}>
      <Form className={css.card ?? ''} onSubmit={submit}>
        <Icon of={LockKeyhole} className={css.cardIcon} />
        <h2>{title}</h2>
        <p>
          <b>{t.passwordTitle}</b> {t.passwordText}
        </p>
        <PasswordField
          label={t.password}
          value={password}
          onChange={(typed) => {
            setPassword(typed);
            setEmpty(false);
          }}
          error={error}
          autoFocus
        />
        <div className={css.cardActions}>
          <Button type="submit" look="primary" pending={isTrying}>
            {isTrying ? t.opening : t.open}
          </Button>
          {!readOnly && (
            <Button keys="C" onPress={cite}>
              {words.citeFile}
            </Button>
          )}
        </div>
      </Form>
    </article>
  );
}
