import type { SignedIn } from '../api/api-context.ts';
import type { ServerAccount } from '../server-types.ts';

/** Invented people of an invented province. Their passwords are printed at the start: there is nothing to protect. */
export const accounts: readonly ServerAccount[] = [
  { user: 'parichat', password: 'parichat-2567', name: 'นางสาวปาริชาต วงศ์เมธากุล', teams: ['t3'] },
  { user: 'somchai', password: 'somchai-2567', name: 'นายสมชาย ศรีวิชัย', teams: ['t5'] },
];

const teams: readonly SignedIn['teams'][number][] = [
  { id: 't3', name: 'ทีมที่ 3', province: 'ธารานคร' },
  { id: 't5', name: 'ทีมที่ 5', province: 'ธารานคร' },
];

export const findByUser = (user: string): ServerAccount | undefined => accounts.find((one) => one.user === user);

export function personOf(user: string): SignedIn | null {
  const account = findByUser(user);
  if (account === undefined) return null;
  return { id: user, name: account.name, teams: teams.filter(({ id }) => account.teams.includes(id)) };
}
