import { useQueryClient } from '@tanstack/react-query';
import { PanelRight } from 'lucide-react';
import { useState, type CSSProperties, type ReactNode } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { call } from '#renderer/lib/api.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { settingsQuery } from '#renderer/lib/queries.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { formWords } from './form-words.ts';
import { paneLimits, sizesFor, type PaneSizes } from './pane-sizes.ts';
import { Splitter } from './splitter.tsx';
import { workbenchWords } from './workbench-words.ts';
import css from './panes.module.css';

/** Three named regions side by side; the outer two can be resized, and fold in narrow windows. */
export function Panes({
  names,
  rail,
  viewer,
  form,
  isSplit,
  isFormOpen,
  onFormOpen,
}: {
  readonly names: { readonly rail: string; readonly viewer: string; readonly form: string };
  readonly rail: ReactNode;
  readonly viewer: ReactNode;
  readonly form: ReactNode;
  /** Two documents stand side by side: without much room the rail makes way for them. */
  readonly isSplit: boolean;
  /** Only in the narrowest windows, where the form is a drawer. */
  readonly isFormOpen: boolean;
  readonly onFormOpen: (open: boolean) => void;
}) {
  const t = useMessages(workbenchWords);
  const words = useMessages(formWords);
  const client = useQueryClient();
  const { panes } = useSettings();
  const [dragged, setDragged] = useState<PaneSizes | null>(null);
  const sizes = dragged ?? sizesFor(panes, window.innerWidth);
  const keep = (next: PaneSizes) => {
    setDragged(next);
    void call('settings.set', { panes: next }).then((settings) => {
      client.setQueryData(settingsQuery().queryKey, settings);
    });
  };
  const style = { '--rail': `${String(sizes.rail)}px`, '--form': `${String(sizes.form)}px` } as CSSProperties;
  return (
    <div className={css.panes} style={style} data-split={isSplit ? 'true' : undefined}>
      <nav className={css.rail} aria-label={names.rail} data-pane tabIndex={-1}>
        {rail}
      </nav>
      <Splitter
        label={t.railSize}
        className={css.railSplitter}
        value={sizes.rail}
        limits={paneLimits.rail}
        direction={1}
        onResize={(width) => setDragged({ ...sizes, rail: width })}
        onDone={(width) => keep({ ...sizes, rail: width })}
      />
      <section className={css.viewer} aria-label={names.viewer} data-pane tabIndex={-1}>
        {viewer}
        <div className={css.drawerButton}>
          <Button look="primary" icon={PanelRight} onPress={() => onFormOpen(!isFormOpen)} pressed={isFormOpen}>
            {isFormOpen ? words.closeForm : words.openForm}
          </Button>
        </div>
      </section>
      <Splitter
        label={t.formSize}
        className={css.formSplitter}
        value={sizes.form}
        limits={paneLimits.form}
        direction={-1}
        onResize={(width) => setDragged({ ...sizes, form: width })}
        onDone={(width) => keep({ ...sizes, form: width })}
      />
      <section
        className={css.form}
        aria-label={names.form}
        data-pane
        data-pane-work
        tabIndex={-1}
        data-open={isFormOpen ? 'true' : undefined}
      >
        {form}
      </section>
    </div>
  );
}
