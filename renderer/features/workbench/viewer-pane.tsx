import { FileClock } from 'lucide-react';
import { useMemo, type Ref } from 'react';
import type { Mark } from '#common/domain/annotation.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { Waiting } from '#renderer/components/screen-state.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useDesk } from './desk.ts';
import { EvidenceCard } from './evidence-card.tsx';
import { EvidenceFrame } from './evidence-frame.tsx';
import { FileNotices } from './file-notices.tsx';
import { useFieldDesk } from './field-desk.ts';
import { FileTabs } from './file-tabs.tsx';
import { CopyMarkDialog } from './copy-mark-dialog.tsx';
import { MarkBar } from './mark-bar.tsx';
import { viewerMarks } from './mark-changes.ts';
import { MarkList } from './mark-list.tsx';
import { MarkTools } from './mark-tools.tsx';
import { NoEvidence } from './no-evidence.tsx';
import { OwnStampsDialog } from './own-stamps-dialog.tsx';
import { PageTools } from './page-tools.tsx';
import { useSaveCopy } from './save-copy.ts';
import type { DeskView } from './use-desk-state.ts';
import { TeamBar } from './team-bar.tsx';
import { LookHint } from './look-hint.tsx';
import type { Marking } from './use-marking.ts';
import { PhotoBar } from './viewer-bars.tsx';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

/** The evidence of the indicator: file tabs, tools, the frame that draws it, and what is known about it. */
export function ViewerPane({
  view,
  marking,
  pageField,
}: {
  readonly view: DeskView;
  readonly marking: Marking;
  readonly pageField: Ref<HTMLInputElement>;
}) {
  const t = useMessages(viewerWords);
  const { submission, readOnly, snapshot, tabs } = useDesk();
  const { addEvidence } = useFieldDesk();
  const { open, document, state, selected } = view;
  const marks = useViewerMarks(open?.kind === 'file' ? open.item.sha256 : null);
  const mark = snapshot.review.marks.find((one) => one.id === selected);
  const isShown = document !== null && !state.isStopped && (state.phase === 'shown' || state.phase === 'opening');
  const copy = useSaveCopy(isShown && open?.kind === 'file' && open.origin !== 'earlier' ? open.item.id : null);
  return (
    <>
      <FileTabs open={open?.id ?? null} onOpen={view.openTab} />
      {isShown && (
        <MarkTools view={view} marking={marking} canMark={state.about?.shape !== 'whole'}>
          <PageTools state={state} pageField={pageField} send={view.send} />
        </MarkTools>
      )}
      {open?.origin === 'earlier' && (
        <div className={css.earlier}>
          <Icon of={FileClock} />
          {open.kind === 'file' ? t.earlierFile : t.earlierLink}
        </div>
      )}
      {isShown && open?.kind === 'file' && <FileNotices tab={open} about={state.about} />}
      {tabs.length > 0 && <LookHint />}
      {open?.origin === 'team' && open.kind === 'file' && <TeamBar evidence={open.id} />}
      <div className={css.beside}>
        {marking.isListOpen && <MarkList view={view} marking={marking} copy={copy} />}
        <div className={css.stage}>
          {/* The frame stays alive while other things are shown, so that the next document opens at once. */}
          <div className={cx(css.holder, !isShown && css.away)}>
            <EvidenceFrame
              key={view.frameKey}
              submission={submission}
              document={document}
              marks={marks}
              selected={selected}
              tool={view.tool}
              colour={marking.colour}
              stamp={marking.stamp}
              readOnly={readOnly}
              title={t.frame(open?.title ?? '')}
              handle={view.frame}
              onMessage={(message) => {
                // What is pasted while a document has the focus stays out of the page: the dialog is where it can be pasted.
                if (message.kind === 'key' && message.ctrl && message.code === 'KeyV') addEvidence();
                else view.onMessage(message);
              }}
            />
          </div>
          {isShown && state.phase === 'opening' && (
            <div className={css.opening}>
              <Waiting text={t.opening} />
            </div>
          )}
          {document !== null && state.isStopped && (
            <div className={css.mat}>
              <Note tone="warn" live actions={<Button onPress={view.restart}>{t.reopen}</Button>}>
                {t.stopped}
              </Note>
            </div>
          )}
          {tabs.length === 0 && <NoEvidence />}
          <Fallback view={view} />
        </div>
      </div>
      {isShown && mark && open?.kind === 'file' && (
        <MarkBar key={mark.id} mark={mark} mediaType={open.item.mediaType} marking={marking} />
      )}
      {marking.asking === 'copy' && mark && (
        <CopyMarkDialog mark={mark} onCopy={marking.copyTo} onClose={() => marking.ask(null)} />
      )}
      {marking.asking === 'stamps' && <OwnStampsDialog marking={marking} />}
      {isShown && !mark && state.photo && <PhotoBar photo={state.photo} />}
    </>
  );
}

/** What stands in place of a document that cannot be drawn. */
function Fallback({ view }: { readonly view: DeskView }) {
  const { open, document, state } = view;
  if (!open) return null;
  if (open.kind === 'file' && open.status !== 'ready')
    return <EvidenceCard tab={open} failure={open.status} about={null} />;
  if (!document) return <EvidenceCard tab={open} failure="unsupported" about={null} />;
  return state.phase === 'opening' || state.phase === 'shown' ? null : (
    <EvidenceCard tab={open} failure={state.phase} about={state.about} />
  );
}

function useViewerMarks(sha256: string | null) {
  const t = useMessages(viewerWords);
  const format = useFormat();
  const { snapshot, citations, rows } = useDesk();
  const { review } = snapshot;
  return useMemo(() => {
    if (sha256 === null) return [];
    const numberOf = (id: string) => rows.find((row) => row.indicator.id === id)?.indicator.number ?? id;
    const caption = (mark: Mark, citedIn: readonly string[]) =>
      [
        mark.author.name,
        format.time(mark.modifiedAt),
        ...(citedIn.length > 0 ? [t.captionCited(citedIn.map(numberOf).join(', '))] : []),
      ].join(' · ');
    return viewerMarks(review, sha256, citations, caption);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `format` is made anew each time; `t` stands for its language
  }, [sha256, review, citations, rows, t]);
}
