import type { Page } from 'playwright';

/** Drops files from outside onto the middle of the window, as a file manager does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', {
        type,
        x: 680,
        y: 400,
        data: { items: [], files: [...files], dragOperationsMask: 1 },
      });
  } finally {
    await session.detach();
  }
}
