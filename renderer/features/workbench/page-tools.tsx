import { ChevronLeft, ChevronRight, Columns2, GalleryVertical, ListTree, Search, ZoomIn, ZoomOut } from 'lucide-react';
import { useState, type Ref } from 'react';
import { Input, TextField } from 'react-aria-components';
import { toArabicDigits } from '#common/domain/thai-text.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useDesk } from './desk.ts';
import { roomWords } from './room-words.ts';
import room from './room.module.css';
import type { EvidenceView } from './use-evidence-view.ts';
import type { RoomCommands } from './use-room-commands.ts';
import type { ChosenLayout } from './viewer-layout.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

/** Right part of the tool bar: strip, pages, size, search, and a second document. What a narrow bar leaves out has keys. */
export function PageTools({
  view,
  layout,
  find,
  commands,
  pageField,
}: {
  readonly view: EvidenceView;
  readonly layout: ChosenLayout;
  readonly find: boolean;
  readonly commands: RoomCommands;
  readonly pageField: Ref<HTMLInputElement>;
}) {
  const t = useMessages(viewerWords);
  const words = useMessages(roomWords);
  const format = useFormat();
  const { state, send } = view;
  const isWhole = state.about?.shape === 'whole';
  if (state.about?.type === 'audio' || state.about?.type === 'video')
    return (
      <>
        <span className={css.push} />
        <SplitTool layout={layout} />
      </>
    );
  const size =
    state.fit === 'width'
      ? t.fitWidth
      : state.fit === 'page'
        ? t.fitPage
        : `${format.number(Math.round(state.zoom * 100))} %`;
  return (
    <>
      <span className={css.push} />
      {state.pages > 1 && (
        <IconButton
          icon={GalleryVertical}
          label={words.thumbnails}
          keys="F4"
          pressed={layout.side === 'thumbnails'}
          onPress={() => layout.toggleSide('thumbnails')}
          className={css.tool ?? ''}
        />
      )}
      {state.facts?.hasOutline === true && (
        <IconButton
          icon={ListTree}
          label={words.outline}
          keys="Shift+F4"
          pressed={layout.side === 'outline'}
          onPress={() => layout.toggleSide('outline')}
          className={cx(css.tool, room.roomy)}
        />
      )}
      {state.pages > 1 && <Pages key={state.page} view={view} pageField={pageField} />}
      <IconButton
        icon={ZoomOut}
        label={t.zoomOut}
        keys="Ctrl+-"
        onPress={() => send({ kind: 'zoom', zoom: 'out' })}
        className={cx(css.tool, room.roomy)}
      />
      <Menu
        label={t.zoom}
        trigger={
          <Button look="quiet" size="small" className={css.size}>
            {size}
          </Button>
        }
        groups={[
          isWhole
            ? []
            : [
                { id: 'width', label: t.fitWidth, keys: 'W', run: () => send({ kind: 'zoom', zoom: 'fit-width' }) },
                { id: 'page', label: t.fitPage, keys: 'Ctrl+0', run: () => send({ kind: 'zoom', zoom: 'fit-page' }) },
              ],
          [0.5, 1, 1.5, 2, 3].map((zoom) => ({
            id: String(zoom),
            label: `${format.number(zoom * 100)} %`,
            run: () => send({ kind: 'zoom', zoom }),
          })),
          [
            { id: 'in', label: t.zoomIn, keys: 'Ctrl++', run: () => send({ kind: 'zoom', zoom: 'in' }) },
            { id: 'out', label: t.zoomOut, keys: 'Ctrl+-', run: () => send({ kind: 'zoom', zoom: 'out' }) },
            ...(isWhole
              ? []
              : [{ id: 'rotate', label: t.rotate, keys: 'Ctrl+Shift+R', run: () => send({ kind: 'rotate' }) }]),
          ],
        ]}
      />
      <IconButton
        icon={ZoomIn}
        label={t.zoomIn}
        keys="Ctrl++"
        onPress={() => send({ kind: 'zoom', zoom: 'in' })}
        className={cx(css.tool, room.roomy)}
      />
      <IconButton
        icon={Search}
        label={words.find}
        keys="Ctrl+F"
        pressed={find}
        onPress={find ? commands.closeFind : commands.openFind}
        className={css.tool ?? ''}
      />
      <SplitTool layout={layout} />
    </>
  );
}

/** Opens or closes the second document; there also while neither of the two can be drawn. */
export function SplitTool({ layout }: { readonly layout: ChosenLayout }) {
  const words = useMessages(roomWords);
  return (
    <IconButton
      icon={Columns2}
      label={words.split}
      keys="Ctrl+\\"
      pressed={layout.isSplit}
      onPress={layout.toggleSplit}
      className={css.tool ?? ''}
    />
  );
}

/** Which page of how many, a field to go to another, and in its tooltip how many were seen. */
function Pages({ view, pageField }: { readonly view: EvidenceView; readonly pageField: Ref<HTMLInputElement> }) {
  const t = useMessages(viewerWords);
  const words = useMessages(roomWords);
  const { snapshot } = useDesk();
  const { state, send, open } = view;
  const seen = open?.kind === 'file' ? (snapshot.review.pagesSeen[open.item.sha256]?.length ?? 0) : 0;
  const format = useFormat();
  const [typed, setTyped] = useState(format.number(state.page));
  const go = (page: number) => {
    if (page >= 1 && page <= state.pages) send({ kind: 'go', page, mark: null });
    else setTyped(format.number(state.page));
  };
  const goTyped = () => {
    const page = Number(toArabicDigits(typed).trim());
    if (page !== state.page) go(Number.isInteger(page) ? page : 0);
  };
  return (
    <>
      <IconButton
        icon={ChevronLeft}
        label={t.previousPage}
        onPress={() => go(state.page - 1)}
        className={cx(css.tool, room.roomy)}
      />
      <span aria-hidden className={room.roomy}>
        {t.page}
      </span>
      <TextField aria-label={t.page} value={typed} onChange={setTyped} onBlur={goTyped}>
        <Input
          ref={pageField}
          className={css.page ?? ''}
          inputMode="numeric"
          maxLength={6}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') goTyped();
          }}
        />
      </TextField>
      <span title={words.seen(format.number(seen), format.number(state.pages))}>
        {t.ofPages(format.number(state.pages))}
      </span>
      <IconButton
        icon={ChevronRight}
        label={t.nextPage}
        onPress={() => go(state.page + 1)}
        className={cx(css.tool, room.roomy)}
      />
      <span className={css.line} />
    </>
  );
}
