import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import css from './segmented.module.css';

/** One of a few words, all visible. */
export function Segmented<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  /** Read aloud for the group. */
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
}) {
  return (
    <ToggleButtonGroup
      className={css.group ?? ''}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className={css.segment ?? ''}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
