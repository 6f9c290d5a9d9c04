import { dayInThailand } from '#renderer/lib/format.ts';

export type Since = 'session' | 'yesterday' | 'week' | 'day';

const dayMs = 86_400_000;

/** The beginning of a calendar day in Thailand, as an instant. */
const startOfDay = (day: string): string => `${day}T00:00:00+07:00`;

/** What to ask main for. `day` is the chosen calendar day, ISO 8601. */
export function instantOfChoice(choice: Since, day: string, now: number): string {
  switch (choice) {
    case 'session':
      return 'session';
    case 'yesterday':
      return startOfDay(dayInThailand(now - dayMs));
    case 'week':
      return startOfDay(dayInThailand(now - 7 * dayMs));
    case 'day':
      return startOfDay(day);
  }
}
