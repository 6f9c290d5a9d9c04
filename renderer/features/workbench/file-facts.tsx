import { Info } from 'lucide-react';
import type { DocumentFacts } from '#common/contract/viewer.ts';
import { Button } from '#renderer/components/button.tsx';
import { Switch } from '#renderer/components/checkbox.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages, type Messages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { roomWords } from './room-words.ts';
import type { EvidenceView } from './use-evidence-view.ts';
import css from './room.module.css';

type Words = typeof roomWords extends Messages<infer W> ? W : never;

/** One line over a document that other programs may show differently, or that others wrote into; otherwise nothing. */
export function FactsBar({ view, onOpen }: { readonly view: EvidenceView; readonly onOpen: () => void }) {
  const t = useMessages(roomWords);
  const format = useFormat();
  const { facts, foreign } = view.state;
  const hidden = facts?.layers.filter(({ visible }) => !visible).length ?? 0;
  const differing = [
    ...(facts && facts.formFields > 0 ? [t.fields(format.number(facts.formFields))] : []),
    ...(hidden > 0 ? [t.hiddenLayers(format.number(hidden))] : []),
    ...(facts && facts.attachments > 0 ? [t.attachments(format.number(facts.attachments))] : []),
    ...(facts?.hasScripts === true ? [t.scripts] : []),
  ];
  if (differing.length === 0 && foreign.length === 0) return null;
  const sentence = [
    ...(differing.length > 0 ? [`${t.differs} ${differing.join(', ')}`] : []),
    ...(foreign.length > 0 ? [t.remarks(format.number(foreign.length))] : []),
  ].join(' · ');
  return (
    <div className={css.facts}>
      <Icon of={Info} />
      <span className={text.clip} title={sentence}>
        {sentence}
      </span>
      <Button look="quiet" size="small" keys="Ctrl+I" onPress={onOpen}>
        {t.details}
      </Button>
    </div>
  );
}

/** Everything the file carries besides its pages: what it says about itself, layers to switch, remarks to jump to. */
export function FactsDialog({
  view,
  isOpen,
  onClose,
}: {
  readonly view: EvidenceView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const t = useMessages(roomWords);
  const { facts, foreign } = view.state;
  return (
    <Dialog
      title={t.about}
      isOpen={isOpen}
      onClose={onClose}
      width="wide"
      actions={<Button onPress={onClose}>{t.close}</Button>}
    >
      <div className={css.about}>
        {facts && <SaidByItself facts={facts} />}
        {facts && <Contents facts={facts} />}
        {facts && facts.layers.length > 0 && (
          <section>
            <h3>{t.layersTitle}</h3>
            {facts.layers.map(({ id, name, visible }) => (
              <Switch key={id} on={visible} onChange={(on) => view.send({ kind: 'layer', layer: id, visible: on })}>
                {name || t.unnamed}
              </Switch>
            ))}
          </section>
        )}
        {foreign.length > 0 && <Remarks view={view} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function SaidByItself({ facts }: { readonly facts: DocumentFacts }) {
  const t = useMessages(roomWords);
  const format = useFormat();
  const when = (iso: string) => {
    if (!/^\d{4}-\d\d-\d\d/.test(iso)) return iso;
    // The file's own clock and zone, as with a camera: nothing is converted.
    const time = iso.length > 10 ? ` ${format.digits(iso.slice(11, 16))}` : '';
    return `${format.date(iso.slice(0, 10))}${time}`;
  };
  const lines = [
    [t.title, facts.title],
    [t.author, facts.author],
    [t.producer, facts.producer],
    [t.created, when(facts.createdAt)],
    [t.modified, when(facts.modifiedAt)],
  ].filter(([, value]) => value !== '');
  if (lines.length === 0) return null;
  return (
    <section>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Note>{t.selfSaid}</Note>
    </section>
  );
}

function Contents({ facts }: { readonly facts: DocumentFacts }) {
  const t = useMessages(roomWords);
  const format = useFormat();
  const lines: readonly (readonly [string, string])[] = [
    ...(facts.formFields > 0 ? [[t.fields(format.number(facts.formFields)), t.fieldsText] as const] : []),
    ...(facts.attachments > 0 ? [[t.attachments(format.number(facts.attachments)), t.attachmentsText] as const] : []),
    ...(facts.hasScripts ? [[t.scripts, t.scriptsText] as const] : []),
    ...(facts.isSigned ? [[t.signed, t.signedText] as const] : []),
  ];
  if (lines.length === 0 && facts.layers.length > 0) return null;
  return (
    <section>
      <h3>{t.contains}</h3>
      {lines.length === 0 && <p className={text.second}>{t.nothing}</p>}
      {lines.length > 0 && (
        <ul>
          {lines.map(([name, what]) => (
            <li key={name}>
              <b>{name}</b> <span className={text.second}>{what}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** As a reader would call it; a kind that no reader knows keeps its own name. */
function remarkName(kind: string, t: Words): string {
  const name = `remark${kind}`;
  const text = name in t ? t[name as keyof Words] : kind;
  return typeof text === 'string' ? text : kind;
}

/** A file may hold thousands; the first ones are listed, all are counted. */
const mostListed = 300;

function Remarks({ view, onClose }: { readonly view: EvidenceView; readonly onClose: () => void }) {
  const t = useMessages(roomWords);
  const format = useFormat();
  const { foreign } = view.state;
  return (
    <section>
      <h3>
        {t.remarksTitle} ({format.number(foreign.length)})
      </h3>
      <ul className={css.remarks}>
        {foreign.slice(0, mostListed).map((mark, index) => (
          <li key={index}>
            <button
              type="button"
              className={css.remark}
              onClick={() => {
                onClose();
                view.send({ kind: 'look', page: mark.page, rect: mark.rect });
              }}
            >
              <span className={text.nowrap}>{t.onPage(format.number(mark.page))}</span>
              <span className={text.nowrap}>{remarkName(mark.kind, t)}</span>
              <span className={css.remarkText}>
                {mark.text || <span className={text.third}>{t.noText}</span>}
                {mark.author !== '' && <small>{mark.author}</small>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
