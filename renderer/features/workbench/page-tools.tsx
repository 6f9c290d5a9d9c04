import { ChevronLeft, ChevronRight, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import { useState, type Ref } from 'react';
import { Input, TextField } from 'react-aria-components';
import type { ToViewer } from '#common/contract/viewer.ts';
import { toArabicDigits } from '#common/domain/thai-text.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import type { ViewerState } from './viewer-state.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

/** Right part of the tool bar: which page, how large, how turned. */
export function PageTools({
  state,
  pageField,
  send,
}: {
  readonly state: ViewerState;
  readonly pageField: Ref<HTMLInputElement>;
  readonly send: (message: ToViewer) => void;
}) {
  const t = useMessages(viewerWords);
  const format = useFormat();
  const isWhole = state.about?.shape === 'whole';
  if (state.about?.type === 'audio' || state.about?.type === 'video') return <span className={css.push} />;
  const size =
    state.fit === 'width'
      ? t.fitWidth
      : state.fit === 'page'
        ? t.fitPage
        : `${format.number(Math.round(state.zoom * 100))} %`;
  return (
    <>
      <span className={css.push} />
      {state.pages > 1 && <Pages key={state.page} state={state} pageField={pageField} send={send} />}
      <IconButton
        icon={ZoomOut}
        label={t.zoomOut}
        keys="Ctrl+-"
        onPress={() => send({ kind: 'zoom', zoom: 'out' })}
        className={css.tool ?? ''}
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
        ]}
      />
      <IconButton
        icon={ZoomIn}
        label={t.zoomIn}
        keys="Ctrl++"
        onPress={() => send({ kind: 'zoom', zoom: 'in' })}
        className={css.tool ?? ''}
      />
      {!isWhole && (
        <IconButton
          icon={RotateCw}
          label={t.rotate}
          keys="Ctrl+Shift+R"
          onPress={() => send({ kind: 'rotate' })}
          className={css.tool ?? ''}
        />
      )}
    </>
  );
}

function Pages({
  state,
  pageField,
  send,
}: {
  readonly state: ViewerState;
  readonly pageField: Ref<HTMLInputElement>;
  readonly send: (message: ToViewer) => void;
}) {
  const t = useMessages(viewerWords);
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
        className={css.tool ?? ''}
      />
      <span aria-hidden>{t.page}</span>
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
      <span>{t.ofPages(format.number(state.pages))}</span>
      <IconButton
        icon={ChevronRight}
        label={t.nextPage}
        onPress={() => go(state.page + 1)}
        className={css.tool ?? ''}
      />
      <span className={css.line} />
    </>
  );
}
