import { Highlighter, MousePointer2, Redo2, Square, StickyNote, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Toolbar } from 'react-aria-components';
import type { ViewerTool } from '#common/contract/viewer.ts';
import { IconButton } from '#renderer/components/button.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { useDesk } from './desk.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

const tools = [
  { tool: 'select', icon: MousePointer2, keys: 'V' },
  { tool: 'highlight', icon: Highlighter, keys: 'H' },
  { tool: 'rectangle', icon: Square, keys: 'R' },
  { tool: 'note', icon: StickyNote, keys: 'I' },
] as const;

/** Tools and undo, then what the children offer; every button names its key. */
export function ViewerTools({
  tool,
  onTool,
  onUndo,
  onRedo,
  canMark,
  children,
}: {
  /** False for what has no pages to put marks on. */
  readonly canMark: boolean;
  readonly tool: ViewerTool;
  readonly onTool: (tool: ViewerTool) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly children: ReactNode;
}) {
  const t = useMessages(viewerWords);
  const { readOnly } = useDesk();
  return (
    <Toolbar className={css.tools ?? ''} aria-label={t.tools}>
      {!readOnly && canMark && (
        <>
          {tools.map((one) => (
            <IconButton
              key={one.tool}
              icon={one.icon}
              label={t[one.tool]}
              keys={one.keys}
              pressed={tool === one.tool}
              onPress={() => onTool(one.tool)}
              className={css.tool ?? ''}
            />
          ))}
          <span className={css.line} />
          <IconButton icon={Undo2} label={t.undo} keys="Ctrl+Z" onPress={onUndo} className={css.tool ?? ''} />
          <IconButton icon={Redo2} label={t.redo} keys="Ctrl+Y" onPress={onRedo} className={css.tool ?? ''} />
        </>
      )}
      {children}
    </Toolbar>
  );
}
