import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import css from './segmented.module.css';

/** One of a few words, all visible. */
export function Segmented<V extends string>({
  label,
  value,
  options,
  onChange,
  onClear,
}: {
  /** Read aloud for the group. */
  readonly label: string;
  readonly value: V | null;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  /** With it, choosing the chosen one again chooses none. */
  readonly onClear?: () => void;
}) {
  return (
    <ToggleButtonGroup
      className={css.group ?? ''}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection={onClear === undefined}
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen) onChange(chosen.value);
        else onClear?.();
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
