import { useState, type ReactNode, type Ref } from 'react';
import { Toolbar } from 'react-aria-components';
import { useMessages } from '#renderer/lib/messages.ts';
import { CopyMarkDialog } from './copy-mark-dialog.tsx';
import { useDesk } from './desk.ts';
import { EvidenceColumn, isShown } from './evidence-column.tsx';
import { FactsDialog } from './file-facts.tsx';
import { FindBar } from './find-bar.tsx';
import { MarkTools } from './mark-tools.tsx';
import { OwnStampsDialog } from './own-stamps-dialog.tsx';
import { PageTools, SplitTool } from './page-tools.tsx';
import { roomWords } from './room-words.ts';
import room from './room.module.css';
import { useSaveCopy } from './save-copy.ts';
import type { DeskViews } from './use-desk-state.ts';
import type { Marking } from './use-marking.ts';
import { useRoomCommands, type FindRequest } from './use-room-commands.ts';
import { useViewerLayout } from './viewer-layout.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

/** The evidence of the indicator: one document or two, with the tools of the one that has the focus. */
export function ViewerPane({
  views,
  marking,
  pageField,
  resembles,
}: {
  readonly views: DeskViews;
  readonly marking: Marking;
  readonly pageField: Ref<HTMLInputElement>;
  /** Says what a file resembles elsewhere. */
  readonly resembles: (evidence: string | null) => ReactNode;
}) {
  const t = useMessages(roomWords);
  const words = useMessages(viewerWords);
  const { snapshot } = useDesk();
  const layout = useViewerLayout();
  const [find, setFind] = useState<FindRequest>({ isOpen: false, asked: 0, query: '' });
  const [isAboutOpen, setAboutOpen] = useState(false);
  const view = views[views.active] ?? views.first;
  const isSplit = views.second !== null;
  const commands = useRoomCommands({ view, layout, find, setFind, openAbout: () => setAboutOpen(true) });
  const { open } = view;
  const copy = useSaveCopy(isShown(view) && open?.kind === 'file' && open.origin !== 'earlier' ? open.item : null);
  const mark = snapshot.review.marks.find((one) => one.id === view.selected);
  const tools = isShown(view) ? (
    <MarkTools view={view} marking={marking} canMark={view.state.about?.shape !== 'whole'}>
      <PageTools view={view} layout={layout} find={find.isOpen} commands={commands} pageField={pageField} />
    </MarkTools>
  ) : (
    isSplit && (
      <Toolbar className={css.tools ?? ''} aria-label={words.tools}>
        <span className={css.push} />
        <SplitTool layout={layout} />
      </Toolbar>
    )
  );
  return (
    <>
      {isSplit && tools}
      <div className={room.columns} data-split={isSplit ? 'true' : undefined}>
        {(['first', 'second'] as const).map((place) => {
          const shown = views[place];
          if (shown === null) return null;
          const isActive = place === views.active;
          return (
            <div
              key={place}
              className={room.column}
              data-active={isSplit && isActive ? 'true' : undefined}
              onFocusCapture={() => views.activate(place)}
              {...(isSplit && { 'data-pane': true, role: 'region', 'aria-label': t[place], tabIndex: -1 })}
            >
              <EvidenceColumn
                view={shown}
                isActive={isActive}
                marking={marking}
                copy={copy}
                side={layout.side}
                tools={!isSplit && tools}
                resembles={resembles}
                find={
                  find.isOpen && isActive && isShown(shown) ? (
                    <FindBar
                      view={shown}
                      query={find.query}
                      asked={find.asked}
                      onQuery={(query) => setFind({ ...find, query })}
                      onClose={commands.closeFind}
                    />
                  ) : null
                }
                onAbout={() => {
                  views.activate(place);
                  setAboutOpen(true);
                }}
              />
            </div>
          );
        })}
      </div>
      <FactsDialog view={view} isOpen={isAboutOpen} onClose={() => setAboutOpen(false)} />
      {marking.asking === 'copy' && mark && (
        <CopyMarkDialog mark={mark} onCopy={marking.copyTo} onClose={() => marking.ask(null)} />
      )}
      {marking.asking === 'stamps' && <OwnStampsDialog marking={marking} />}
    </>
  );
}
