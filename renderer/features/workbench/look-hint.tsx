import { Monitor } from 'lucide-react';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { useFieldDesk } from './field-desk.ts';
import { fieldWords } from './field-words.ts';
import css from './field.module.css';

/** Papers alone do not settle this indicator: somebody has to look into the system itself, and say so. */
export function LookHint() {
  const t = useMessages(fieldWords);
  const { row, indicator, locked } = useDesk();
  const { recordLive } = useFieldDesk();
  if (!row.lookLive || locked) return null;
  const words = t.mustLookText(indicator.systems.join(' · '));
  return (
    <div className={css.hint}>
      <Icon of={Monitor} />
      <span className={cx(text.clip, text.grow)} title={words}>
        {words}
      </span>
      <Button look="quiet" size="small" keys="L" onPress={() => recordLive()}>
        {t.look}
      </Button>
    </div>
  );
}
