/**
 * Frames of one origin share a thread, so what is done out of sight is done in small pieces, each after everything that a
 * person waits for. (Idle callbacks would wait for ever: a frame that nobody sees has no frames to be idle between.)
 */
export const whenQuiet = (work: () => void): Promise<void> => scheduler.postTask(work, { priority: 'background' });

export const breathe = (): Promise<void> => whenQuiet(() => undefined);
