import { GregorianCalendar, parseDate, toCalendar } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components';
import type { IsoDate } from '#common/domain/instrument.ts';
import { cx } from '#renderer/lib/classes.ts';
import { FieldFrame } from './field.tsx';
import { Icon } from './icon.tsx';
import css from './field.module.css';

/** A calendar day, typed and shown in พ.ศ. (the locale of the page carries the Buddhist calendar); null is empty. */
export function DateField({
  label,
  value,
  onChange,
  onBlur,
  error,
  hint,
  size = 'medium',
}: {
  readonly label: string;
  readonly value: IsoDate | null;
  readonly onChange: (value: IsoDate | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly size?: 'medium' | 'compact';
}) {
  return (
    <DatePicker
      className={cx(css.field, size === 'compact' && css.compact)}
      value={value === null ? null : parseDate(value)}
      onChange={(date) => {
        onChange(date === null ? null : toCalendar(date, new GregorianCalendar()).toString());
      }}
      {...(onBlur && { onBlur })}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldFrame label={label} hint={hint} error={error}>
        <Group className={css.box ?? ''}>
          <DateInput className={css.segments ?? ''}>
            {(segment) => <DateSegment className={css.segment ?? ''} segment={segment} />}
          </DateInput>
          <Button className={css.chevron ?? ''}>
            <Icon of={CalendarDays} />
          </Button>
        </Group>
      </FieldFrame>
      <Popover className={css.popover ?? ''} offset={4}>
        <Dialog className={css.calendar ?? ''}>
          <Calendar>
            <header className={css.calendarHead}>
              <Button slot="previous" className={css.chevron ?? ''}>
                <Icon of={ChevronLeft} />
              </Button>
              <Heading level={2} />
              <Button slot="next" className={css.chevron ?? ''}>
                <Icon of={ChevronRight} />
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell className={css.day ?? ''} date={date} />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
