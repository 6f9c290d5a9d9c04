import type { Page } from 'playwright';

/**
 * Drops files from outside onto the middle of the window, as a file manager does. Over a document the drag first meets its
 * frame, and the window's target comes between: `overFrame` gives it the time that a hand takes.
 */
export async function dropFiles(page: Page, files: readonly string[], { overFrame = false } = {}): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: 680,
      y: 400,
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    });
  const sheet = page.getByText('วางไฟล์ที่นี่');
  try {
    if (overFrame) {
      await drag('dragEnter');
      await sheet.waitFor();
    }
    await drag('dragEnter');
    await drag('dragOver');
    // A hand rests a moment, and the drag goes on over the sheet that came between.
    await sheet.waitFor();
    await drag('dragOver');
    await drag('drop');
    await sheet.waitFor({ state: 'detached' });
  } finally {
    await session.detach();
  }
}
