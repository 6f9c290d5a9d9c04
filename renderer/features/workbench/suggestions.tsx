import { Button } from '#renderer/components/button.tsx';
import css from './field.module.css';

/** What is likely to be meant, one press away; what stands in the field already is left out. */
export function Suggestions({
  label,
  values,
  current,
  onChoose,
}: {
  readonly label: string;
  readonly values: readonly string[];
  readonly current: string;
  readonly onChoose: (value: string) => void;
}) {
  const others = [...new Set(values)].filter((value) => value !== current).slice(0, 6);
  if (others.length === 0) return null;
  return (
    <div className={css.suggestions} role="group" aria-label={label}>
      {others.map((value) => (
        <Button key={value} size="small" className={css.suggestion} onPress={() => onChoose(value)}>
          <span className={css.suggested}>{value}</span>
        </Button>
      ))}
    </div>
  );
}
