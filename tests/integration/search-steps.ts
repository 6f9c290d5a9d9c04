import type { PageToRead } from '#common/contract/channels/search.ts';
import type { Input } from '#common/contract/contract.ts';
import type { TestApp } from '#tests/support/test-app.ts';

export async function until<T>(ask: () => Promise<T | null>, seconds = 60): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it took too long');
}

/** What the page's reader would be given now. */
export const nextPage = (test: TestApp, first: string | null = null): Promise<PageToRead> =>
  until(() => test.call('search.next', { first }));

/** What the frame would say of the page. */
export const readPage = (
  { sha256, page }: Pick<PageToRead, 'sha256' | 'page'>,
  said: Partial<Input<'search.keep'>> = {},
): Input<'search.keep'> => ({
  sha256,
  page,
  pages: 1,
  text: '',
  width: 595,
  height: 842,
  look: null,
  picture: null,
  ...said,
});

export const recognised = (test: TestApp, count: number) =>
  until(async () => {
    const status = await test.call('search.status', {});
    return status.ocrDone >= count ? status : null;
  });

export const find = (test: TestApp, query: string, more: Partial<Input<'search.query'>> = {}) =>
  test.call('search.query', { query, submission: null, kinds: ['page'], limit: 50, offset: 0, ...more });
