/** What somebody makes for somebody else who takes it one by one. */
export interface Handover<T> {
  /** Resolves once the value was taken and worked off. */
  put(value: T): Promise<void>;
  /** No more will come; with an error, who takes meets that instead of what still waits. */
  end(error?: Error): void;
  readonly values: AsyncIterable<T>;
}

export function createHandover<T>(): Handover<T> {
  const waiting: { readonly value: T; readonly done: () => void }[] = [];
  let ended: { readonly error: Error | undefined } | null = null;
  let wake = (): void => undefined;

  async function* values(): AsyncGenerator<T> {
    for (;;) {
      if (ended?.error !== undefined) throw ended.error;
      const next = waiting.shift();
      if (next !== undefined) {
        yield next.value;
        next.done();
      } else if (ended !== null) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }

  return {
    put: (value) =>
      new Promise((resolve) => {
        waiting.push({ value, done: resolve });
        wake();
      }),
    end(error) {
      ended ??= { error };
      wake();
    },
    values: values(),
  };
}
