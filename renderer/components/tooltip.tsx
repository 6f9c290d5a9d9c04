import type { ReactNode } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import css from './tooltip.module.css';

/** Shows a name and its key beside the focusable child. */
export function TooltipFor({
  text,
  keys,
  children,
}: {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Tooltip className={css.tooltip ?? ''} offset={6}>
        {text}
        {keys !== undefined && <Kbd keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
