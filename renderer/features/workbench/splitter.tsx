import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { cx } from '#renderer/lib/classes.ts';
import { withinLimits } from './pane-sizes.ts';
import css from './panes.module.css';

const step = 16;

/** A border that can be dragged, or moved with the arrow keys. `direction` −1: the pane lies to its right. */
export function Splitter({
  label,
  value,
  limits,
  direction,
  className,
  onResize,
  onDone,
}: {
  readonly label: string;
  readonly value: number;
  readonly limits: { readonly min: number; readonly max: number };
  readonly direction: 1 | -1;
  readonly className: string | undefined;
  readonly onResize: (width: number) => void;
  readonly onDone: (width: number) => void;
}) {
  const drag = useRef<{ readonly x: number; readonly value: number } | null>(null);
  const widthAt = (event: PointerEvent) =>
    withinLimits(
      (drag.current?.value ?? value) + (event.clientX - (drag.current?.x ?? event.clientX)) * direction,
      limits,
    );
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : 0;
    const to = event.key === 'Home' ? limits.min : event.key === 'End' ? limits.max : value + by * direction;
    if (to === value) return;
    event.preventDefault();
    onDone(withinLimits(to, limits));
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a focusable separator is a widget (ARIA 1.2)
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- same
      tabIndex={0}
      className={cx(css.splitter, className)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, value };
      }}
      onPointerMove={(event) => {
        if (drag.current) onResize(widthAt(event));
      }}
      onPointerUp={(event) => {
        if (drag.current) onDone(widthAt(event));
        drag.current = null;
      }}
    />
  );
}
