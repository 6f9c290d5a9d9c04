import type { Recogniser } from './ocr-client.ts';

/** Pictures that may wait in memory; the page asks for more pages only while there are fewer. */
const mostPictures = 2;

export interface OcrQueueDeps {
  readonly recogniser: Recogniser;
  /** False while paused or on battery: the page that is being recognised is finished. */
  mayRun(): boolean;
  /** Null: the picture gave no words. Has made it durable when it resolves. */
  onWords(sha256: string, page: number, words: string | null): Promise<void>;
  /** A picture is done and its place free. */
  onChange(): void;
  defect(error: unknown): void;
}

/** Pages as pictures on their way through recognition, one at a time. They are nowhere but in memory. */
export function createOcrQueue({ recogniser, mayRun, onWords, onChange, defect }: OcrQueueDeps) {
  const pictures = new Map<string, { readonly sha256: string; readonly page: number; readonly png: Uint8Array }>();
  let working: Promise<void> | null = null;
  let closed = false;
  const isClosed = () => closed;

  async function work(): Promise<void> {
    while (mayRun() && !isClosed()) {
      const [key, picture] = pictures.entries().next().value ?? [];
      if (key === undefined || picture === undefined) return;
      // Once more in a new thread: the first may have ended for reasons of the machine.
      const again = () => (isClosed() ? null : recogniser.recognise(picture.png).catch(() => null));
      const words = await recogniser.recognise(picture.png).catch(again);
      // A thread that was ended by closing says nothing about the picture.
      if (isClosed()) return;
      await onWords(picture.sha256, picture.page, words).catch(defect);
      pictures.delete(key);
      onChange();
    }
  }

  function wake(): void {
    if (closed) return;
    working ??= work().finally(() => {
      working = null;
      if (mayRun() && pictures.size > 0) wake();
    });
  }

  const keyOf = (sha256: string, page: number) => `${sha256}|${page}`;

  return {
    has: (sha256: string, page: number): boolean => pictures.has(keyOf(sha256, page)),
    isFull: (): boolean => pictures.size >= mostPictures,
    /** One too many is not kept: its page waits, and is asked for again when there is room. */
    add(sha256: string, page: number, png: Uint8Array): void {
      const key = keyOf(sha256, page);
      if (pictures.size >= mostPictures && !pictures.has(key)) return;
      pictures.set(key, { sha256, page, png });
      wake();
    },
    /** Removes those of contents that nobody needs any more. */
    drop(digests: ReadonlySet<string>): void {
      for (const [key, { sha256 }] of pictures) if (digests.has(sha256)) pictures.delete(key);
    },
    wake,
    async close(): Promise<void> {
      closed = true;
      pictures.clear();
      await recogniser.close();
      await working;
    },
  };
}
