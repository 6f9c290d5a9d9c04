/*
 * What yauzl takes from Node's `events`, `stream` and `util`, as far as it reads directories: its streams are never
 * opened here (main/lib/zip/source-reader.ts reads what entries hold).
 */
type Listener = (...values: readonly unknown[]) => void;

const listeners = new WeakMap<object, Map<string, Listener[]>>();

function of(emitter: object, name: string): Listener[] {
  const all = listeners.get(emitter) ?? new Map<string, Listener[]>();
  listeners.set(emitter, all);
  const found = all.get(name) ?? [];
  all.set(name, found);
  return found;
}

/** A function, since yauzl's constructors call it on themselves. */
export function EventEmitter(): void {
  // Listeners come with the first `on`.
}

Object.assign(EventEmitter.prototype as object, {
  on(this: object, name: string, listener: Listener) {
    of(this, name).push(listener);
    return this;
  },
  once(this: object, name: string, listener: Listener) {
    of(this, name).push(listener);
    return this;
  },
  removeListener(this: object, name: string, listener: Listener) {
    const found = of(this, name);
    if (found.includes(listener)) found.splice(found.indexOf(listener), 1);
    return this;
  },
  emit(this: object, name: string, ...values: readonly unknown[]) {
    for (const listener of [...of(this, name)]) listener(...values);
  },
});

interface Constructor {
  readonly prototype: object;
}

export const inherits = (child: Constructor, parent: Constructor): void => {
  Object.setPrototypeOf(child.prototype, parent.prototype);
};

export { EventEmitter as PassThrough, EventEmitter as Readable, EventEmitter as Transform, EventEmitter as Writable };
