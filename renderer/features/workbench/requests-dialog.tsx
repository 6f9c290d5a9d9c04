import { Pencil, Printer, X } from 'lucide-react';
import { useState } from 'react';
import { textIn } from '#common/domain/text.ts';
import type { DocumentRequest } from '#common/domain/visit.ts';
import { Button, IconButton, LinkButton } from '#renderer/components/button.tsx';
import { Checkbox } from '#renderer/components/checkbox.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { TextAreaField } from '#renderer/components/text-field.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { requestWords } from './request-words.ts';
import css from './extras.module.css';

/** What the LAO still has to bring or to answer for this indicator. */
export function RequestsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(requestWords);
  const format = useFormat();
  const { snapshot, indicator, locked, submission, change } = useDesk();
  const [editing, setEditing] = useState<DocumentRequest | null>(null);
  const requests = snapshot.review.requests.filter((one) => one.indicator === indicator.id);
  return (
    <Dialog
      title={t.title(format.digits(indicator.number))}
      isOpen
      onClose={onClose}
      actions={
        <>
          <LinkButton icon={Printer} to={`/s/${submission}/requests`}>
            {t.all}
          </LinkButton>
          <Button onPress={onClose}>{t.close}</Button>
        </>
      }
    >
      {locked ? <Note>{t.locked}</Note> : <Editor key={editing?.id} known={editing} onDone={() => setEditing(null)} />}
      {requests.length === 0 ? (
        <p className={text.second}>{t.none}</p>
      ) : (
        <ul className={css.list}>
          {requests.map((request) => (
            <li key={request.id} className={css.item}>
              <div className={css.itemText}>
                {locked ? (
                  <span>{t[request.kind]}</span>
                ) : (
                  <Checkbox
                    checked={request.done}
                    label={t.done(request.text)}
                    onChange={(done) => change({ type: 'request.set', payload: { ...request, done } })}
                  >
                    <b>{t[request.kind]}</b>
                  </Checkbox>
                )}
                <span className={cx(request.done && css.done)}>{request.text}</span>
              </div>
              {!locked && (
                <>
                  <IconButton icon={Pencil} label={t.edit(request.text)} onPress={() => setEditing(request)} />
                  <IconButton
                    icon={X}
                    label={t.remove(request.text)}
                    onPress={() => change({ type: 'request.removed', payload: { id: request.id } })}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Editor({ known, onDone }: { readonly known: DocumentRequest | null; readonly onDone: () => void }) {
  const t = useMessages(requestWords);
  const language = useLanguage();
  const { indicator, change } = useDesk();
  const [kind, setKind] = useState(known?.kind ?? 'paper');
  const [typed, setTyped] = useState(known?.text ?? '');
  const [isMissing, setMissing] = useState(false);
  const save = () => {
    if (typed.trim() === '') {
      setMissing(true);
      return;
    }
    const made = { id: known?.id ?? crypto.randomUUID(), indicator: indicator.id, done: known?.done ?? false };
    change({ type: 'request.set', payload: { ...made, kind, text: typed.trim() } });
    setTyped('');
    onDone();
  };
  const write = (words: string) => {
    setMissing(false);
    setTyped(words);
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Segmented
        label={t.kind}
        value={kind}
        onChange={setKind}
        options={[
          { value: 'paper', label: t.paper },
          { value: 'question', label: t.question },
        ]}
      />
      <TextAreaField
        label={t.text}
        value={typed}
        onChange={write}
        rows={2}
        placeholder={kind === 'paper' ? t.paperPlaceholder : t.questionPlaceholder}
        error={isMissing ? t.missing : undefined}
      />
      {kind === 'paper' && known === null && indicator.evidence.length > 0 && (
        <div>
          <span className={css.hint}>{t.expected}</span>
          <div className={css.picks}>
            {indicator.evidence.map((paper) => (
              <Button key={paper.en} size="small" onPress={() => write(textIn(paper, language))}>
                {textIn(paper, language)}
              </Button>
            ))}
          </div>
        </div>
      )}
      <div className={css.row}>
        {known !== null && <Button onPress={onDone}>{t.cancelEdit}</Button>}
        <Button type="submit" look="primary" className={css.push}>
          {known === null ? t.add : t.save}
        </Button>
      </div>
    </form>
  );
}
