import type { JWK } from 'jose';
import type { Lao } from '#common/domain/lao.ts';
import { edited, type Attack } from './middle.ts';

export const manifestOf = (id: string): RegExp => new RegExp(`^/v1/submissions/${id}/manifest$`);
export const keySet = /^\/v1\/keys$/;
export const jose = { 'content-type': 'application/jose' } as const;

/** The server publishes this key first; the others only where `alone` does not say otherwise. */
export const publish = ({ kty, crv, x, y }: JWK, alone = false): Attack =>
  edited((set: { keys: object[] }) => ({ keys: [{ kty, crv, x, y }, ...(alone ? [] : set.keys)] }));

interface Page {
  readonly items: readonly { readonly submission: { readonly id: string } | null }[];
}

/** The list of work says that this submission is of another organisation. */
export const assignTo = (lao: Lao, submission: string): Attack =>
  edited((page: Page) => ({
    ...page,
    items: page.items.map((item) => (item.submission?.id === submission ? { ...item, lao } : item)),
  }));
