import { Flag } from 'lucide-react';
import type { Confidence } from '#common/domain/visit.ts';
import { Button } from '#renderer/components/button.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import css from './extras.module.css';

const levels: readonly Confidence[] = ['high', 'medium', 'low'];

/** How sure the assessor is, and whether the chair is to be asked: what the team talks about when it meets. */
export function ConfidenceRow({ confidence }: { readonly confidence: Confidence | null }) {
  const t = useMessages(formWords);
  const { indicator, row, locked, change, toggleFlag } = useDesk();
  const set = (wanted: Confidence | null) => {
    if (locked || wanted === confidence) return;
    change({ type: 'confidence.set', payload: { indicator: indicator.id, confidence: wanted } });
  };
  useCommands(
    levels.map((level, index) => ({
      id: `confidence-${level}`,
      label: t.confidenceIs(t[level]),
      shortcut: `Shift+${String(index + 1)}`,
      enabled: !locked,
      // The same key once more takes it back.
      run: () => set(level === confidence ? null : level),
    })),
  );
  if (locked) {
    if (confidence === null && !row.flagged) return null;
    return (
      <div className={css.confidence}>
        {confidence !== null && <span className={text.small}>{t.confidenceIs(t[confidence])}</span>}
        {row.flagged && <span className={text.small}>{t.ask}</span>}
      </div>
    );
  }
  return (
    <div className={css.confidence}>
      <span className={text.label}>{t.confidence}</span>
      <Segmented
        label={t.confidence}
        value={confidence}
        options={levels.map((level) => ({ value: level, label: t[level] }))}
        onChange={set}
        onClear={() => set(null)}
      />
      <Button
        size="small"
        icon={Flag}
        onPress={toggleFlag}
        className={row.flagged ? css.flagged : undefined}
        pressed={row.flagged}
      >
        {t.ask}
      </Button>
    </div>
  );
}
