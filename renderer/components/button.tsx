import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components';
import { cx } from '#renderer/lib/classes.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import { TooltipFor } from './tooltip.tsx';
import css from './button.module.css';

type Look = 'primary' | 'outline' | 'quiet' | 'danger';
type Size = 'small' | 'medium' | 'large';

interface Shape {
  readonly children: ReactNode;
  readonly look?: Look;
  readonly size?: Size;
  readonly icon?: LucideIcon | undefined;
  /** Key that does the same, shown in the button. */
  readonly keys?: string | undefined;
  readonly wide?: boolean;
  readonly className?: string | undefined;
}

const classOf = ({ look = 'outline', size = 'medium', wide, className }: Shape) =>
  cx(css.button, css[look], css[size], wide === true && css.wide, className);

const content = ({ icon, children, keys }: Shape) => (
  <>
    {icon && <Icon of={icon} />}
    {children}
    {keys !== undefined && <Kbd keys={keys} />}
  </>
);

/** `pending`: keeps its place and focus but cannot be pressed again. Say in its words what is going on. */
export function Button(
  props: Shape & {
    readonly onPress?: () => void;
    readonly type?: 'button' | 'submit';
    readonly pending?: boolean;
    readonly autoFocus?: boolean;
    readonly label?: string;
    readonly slot?: string;
    readonly describedBy?: string | undefined;
    /** For a button that stays on or off. */
    readonly pressed?: boolean;
    /** For a button that shows more beside it. */
    readonly expanded?: boolean;
  },
) {
  const { onPress, type = 'button', pending = false, autoFocus = false, label, slot, describedBy } = props;
  const { pressed, expanded } = props;
  return (
    <AriaButton
      className={classOf(props)}
      type={type}
      isPending={pending}
      autoFocus={autoFocus}
      {...(onPress && { onPress })}
      {...(label !== undefined && { 'aria-label': label })}
      {...(slot !== undefined && { slot })}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      {...(expanded !== undefined && { 'aria-expanded': expanded })}
    >
      {content(props)}
    </AriaButton>
  );
}

/** Looks like a button, goes to a place of the app ("/s/…"). */
export function LinkButton(props: Shape & { readonly to: string; readonly autoFocus?: boolean }) {
  return (
    <AriaLink className={classOf(props)} href={`#${props.to}`} autoFocus={props.autoFocus ?? false}>
      {content(props)}
    </AriaLink>
  );
}

/** Button with a picture only; the name is read aloud and shown as a tooltip. */
export function IconButton({
  icon,
  label,
  keys,
  pressed,
  onPress,
  className,
}: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string;
  readonly pressed?: boolean;
  readonly onPress: () => void;
  readonly className?: string;
}) {
  return (
    <TooltipFor text={label} keys={keys}>
      <AriaButton
        className={cx(css.square, pressed === true && css.pressed, className)}
        aria-label={label}
        {...(pressed !== undefined && { 'aria-pressed': pressed })}
        onPress={onPress}
      >
        <Icon of={icon} />
      </AriaButton>
    </TooltipFor>
  );
}
