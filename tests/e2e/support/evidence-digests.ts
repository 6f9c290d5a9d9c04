import type { Page } from 'playwright';
import { invokeInPage } from './page-bridge.ts';

/** Runs in the page: what the app really serves under these addresses. */
async function digestsOf(addresses: readonly string[]): Promise<string[]> {
  const digest = async (address: string) => {
    const bytes = await (await fetch(address)).arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  return Promise.all(addresses.map(digest));
}

/** For each submission in the app: the digests of every file in its manifest, and of what the app serves. */
export async function evidenceDigests(
  page: Page,
): Promise<readonly { readonly expected: readonly string[]; readonly found: readonly string[] }[]> {
  const pairs = [];
  for (const { id } of await invokeInPage(page, 'submission.list', {})) {
    const { evidence } = (await invokeInPage(page, 'submission.get', { id })).manifest;
    const addresses = evidence.map((item) => `/evidence/${id}/${item.id}`);
    pairs.push({ expected: evidence.map(({ sha256 }) => sha256), found: await page.evaluate(digestsOf, addresses) });
  }
  return pairs;
}
