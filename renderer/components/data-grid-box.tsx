import css from './data-grid.module.css';

/** Box that picks one row, or all of them. */
export function Box({
  label,
  checked,
  partly = false,
  disabled = false,
  tabIndex,
  onToggle,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly partly?: boolean;
  readonly disabled?: boolean;
  readonly tabIndex: 0 | -1;
  readonly onToggle: (range: boolean) => void;
}) {
  return (
    <input
      type="checkbox"
      className={css.box}
      aria-label={label}
      checked={checked}
      disabled={disabled}
      tabIndex={tabIndex}
      ref={(input) => {
        if (input) input.indeterminate = partly && !checked;
      }}
      // The grid keeps the focus, and with it its keys.
      onMouseDown={(event) => {
        if (tabIndex < 0) event.preventDefault();
      }}
      onChange={() => undefined}
      onClick={(event) => {
        onToggle(event.shiftKey);
      }}
    />
  );
}
