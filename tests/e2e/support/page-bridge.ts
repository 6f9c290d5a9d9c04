import type { Page } from 'playwright';
import type { Bridge } from '#common/contract/bridge.ts';
import type { Channel, Input, Output } from '#common/contract/contract.ts';
import type { Reply } from '#common/contract/failures.ts';

/** Asks main from within the page, over the same bridge as the screens do; for what a test sets up or looks up. */
export async function invokeInPage<C extends Channel>(page: Page, channel: C, input: Input<C>): Promise<Output<C>> {
  const reply: Reply = await page.evaluate(
    ([name, value]) => (window as unknown as { readonly desktop: Bridge }).desktop.invoke(name, value),
    [channel, input] as const,
  );
  if (!reply.ok) throw new Error(`${channel}: ${reply.failure.code}`);
  return reply.value as Output<C>;
}
