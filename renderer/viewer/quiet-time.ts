/**
 * Frames of one origin share a thread, so what is done out of sight is done in small pieces, each after everything that a
 * person waits for. (Idle callbacks would wait for ever: a frame that nobody sees has no frames to be idle between.)
 */
export const whenQuiet = (work: () => void): Promise<void> => scheduler.postTask(work, { priority: 'background' });

export const breathe = (): Promise<void> => whenQuiet(() => undefined);

/**
 * What pdf.js would do at the next animation frame is done at once: drawing for the screen waits for frames, and what is out
 * of sight gets none. Only what `work` asks for before it returns.
 */
export function withoutFrames(work: () => void): void {
  const { requestAnimationFrame } = globalThis;
  globalThis.requestAnimationFrame = (draw) => {
    queueMicrotask(() => {
      draw(performance.now());
    });
    return 0;
  };
  try {
    work();
  } finally {
    globalThis.requestAnimationFrame = requestAnimationFrame;
  }
}
