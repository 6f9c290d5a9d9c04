import { ChevronDown, ListChecks, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Toolbar } from 'react-aria-components';
import { standardStamps } from '#common/domain/stamp.ts';
import { IconButton } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { ColourMenu } from './colour-menu.tsx';
import { useDesk } from './desk.ts';
import { toolIcons, toolKeys } from './mark-icons.ts';
import { markingWords } from './marking-words.ts';
import type { DeskView } from './use-desk-state.ts';
import type { Marking } from './use-marking.ts';
import { viewerWords } from './viewer-words.ts';
import css from './marking.module.css';
import bar from './viewer.module.css';

/** Tools and undo, then what the children offer; every button names its key. */
export function MarkTools({
  view,
  marking,
  canMark,
  children,
}: {
  readonly view: DeskView;
  readonly marking: Marking;
  /** Nothing is marked on what has no pages of a fixed look. */
  readonly canMark: boolean;
  readonly children: ReactNode;
}) {
  const t = useMessages(viewerWords);
  const words = useMessages(markingWords);
  const { readOnly } = useDesk();
  return (
    <Toolbar className={bar.tools ?? ''} aria-label={t.tools}>
      {!readOnly && canMark && (
        <>
          {toolKeys.map(({ tool, keys }) => (
            <IconButton
              key={tool}
              icon={toolIcons[tool]}
              label={tool === 'stamp' ? `${t.stamp} “${marking.stamp}”` : t[tool]}
              keys={keys}
              pressed={view.tool === tool}
              onPress={() => view.setTool(tool)}
              className={bar.tool ?? ''}
            />
          ))}
          <StampMenu marking={marking} />
          <ColourMenu colour={marking.colour} onChange={marking.setColour} />
          <span className={cx(bar.line, css.undo)} />
          <IconButton
            icon={Undo2}
            label={t.undo}
            keys="Ctrl+Z"
            onPress={view.undo}
            className={cx(bar.tool, css.undo)}
          />
          <IconButton
            icon={Redo2}
            label={t.redo}
            keys="Ctrl+Y"
            onPress={view.redo}
            className={cx(bar.tool, css.undo)}
          />
          <span className={bar.line} />
        </>
      )}
      <IconButton
        icon={ListChecks}
        label={words.list}
        keys="B"
        pressed={marking.isListOpen}
        onPress={() => marking.showList(!marking.isListOpen)}
        className={bar.tool ?? ''}
      />
      {children}
    </Toolbar>
  );
}

/** Which words the stamp tool puts down. */
function StampMenu({ marking }: { readonly marking: Marking }) {
  const t = useMessages(markingWords);
  const entry = (text: string) => ({
    id: text,
    label: text,
    ...(text === marking.stamp && { keys: 'S' }),
    run: () => marking.takeStamp(text),
  });
  return (
    <Menu
      label={t.stamps}
      trigger={
        <AriaButton className={css.more ?? ''} aria-label={t.stamps}>
          <Icon of={ChevronDown} />
        </AriaButton>
      }
      groups={[
        standardStamps.map(entry),
        ...(marking.ownStamps.length > 0 ? [marking.ownStamps.map(entry)] : []),
        [{ id: ' own', label: t.ownStamps, keys: 'Shift+S', run: () => marking.ask('stamps') }],
      ]}
    />
  );
}
