import { markColours, type MarkColour } from '#common/domain/annotation.ts';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Check } from 'lucide-react';
import { Icon } from '#renderer/components/icon.tsx';
import { TooltipFor } from '#renderer/components/tooltip.tsx';
import menu from '#renderer/components/menu.module.css';
import { useMessages } from '#renderer/lib/messages.ts';
import { markingWords } from './marking-words.ts';
import css from './marking.module.css';

/** One of five colours; its button is a drop of the present one. */
export function ColourMenu({
  colour,
  onChange,
}: {
  readonly colour: MarkColour;
  readonly onChange: (colour: MarkColour) => void;
}) {
  const t = useMessages(markingWords);
  return (
    <MenuTrigger>
      <TooltipFor text={t.colourOf(t[colour])} keys="K">
        <AriaButton className={css.drop ?? ''} aria-label={t.colourOf(t[colour])}>
          <i className={css.swatch} data-colour={colour} />
        </AriaButton>
      </TooltipFor>
      <Popover className={menu.popover ?? ''} data-popover placement="bottom start" offset={6}>
        <Menu
          aria-label={t.colourOf(t[colour])}
          className={menu.menu ?? ''}
          onAction={(key) => {
            const chosen = markColours.find((one) => one === key);
            if (chosen) onChange(chosen);
          }}
        >
          {markColours.map((one) => (
            <MenuItem key={one} id={one} textValue={t[one]} className={menu.item ?? ''}>
              <i className={css.swatch} data-colour={one} />
              <span className={menu.label}>{t.colour(t[one])}</span>
              {one === colour && <Icon of={Check} />}
            </MenuItem>
          ))}
        </Menu>
        <p className={css.menuNote}>{t.colourNote}</p>
      </Popover>
    </MenuTrigger>
  );
}
