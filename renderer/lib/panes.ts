const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), iframe, [tabindex]:not([tabindex="-1"])';

/** F6: moves to the next (or previous) part of the screen that carries `data-pane`, in document order. */
export function focusNextPane(direction: 1 | -1): void {
  // A pane that holds smaller ones is entered through them.
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null && pane.querySelector('[data-pane]') === null,
  );
  if (panes.length === 0) return;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + direction + panes.length) % panes.length];
  if (!next) return;
  const target =
    (next.matches('[data-pane-start]') ? next : null) ??
    next.querySelector<HTMLElement>('[data-pane-start]') ??
    next.querySelector<HTMLElement>('[tabindex="0"]') ??
    next.querySelector<HTMLElement>(focusable) ??
    next;
  target.focus();
}

/**
 * When other work is opened, the bars of the window give the focus up to the pane that carries `data-pane-work`: Enter is
 * for the work then, not for a button there.
 */
export function leaveBars(): void {
  if (document.activeElement?.closest('footer[data-pane], header[data-pane]'))
    document.querySelector<HTMLElement>('[data-pane-work]')?.focus();
}
