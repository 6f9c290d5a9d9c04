import type { Bridge, Ticket } from '#common/contract/bridge.ts';
import type { Channel, Input, Output } from '#common/contract/contract.ts';
import type { EventName, EventPayload } from '#common/contract/events.ts';
import { AppError } from '#common/contract/failures.ts';

declare global {
  interface Window {
    readonly desktop: Bridge;
  }
}

/** Asks main; throws `AppError` when main refuses. This file is the only user of `window.desktop`. */
export async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const reply = await window.desktop.invoke(channel, input);
  if (!reply.ok) throw new AppError(reply.failure.code, reply.failure.details);
  return reply.value as Output<C>; // main's router checked it against the same table
}

/** Returns the function that ends the subscription. */
export function onEvent<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
  return window.desktop.on(event, (payload) => {
    listener(payload as EventPayload<E>);
  });
}

/** Hands chosen or dropped files to main; the page keeps only tickets. */
export const offerFiles = (files: readonly File[]): Promise<readonly Ticket[]> =>
  Promise.all(files.map((file) => window.desktop.offer(file)));

/** Saves what main prepared, through the browser's own download. */
export function saveExport(ticket: { readonly ticket: string; readonly fileName: string }): void {
  const link = document.createElement('a');
  link.href = `/export/${ticket.ticket}`;
  link.download = ticket.fileName;
  link.click();
}
