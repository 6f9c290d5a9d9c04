import { Buffer } from 'buffer';

/** Node's takes any bytes, this package's only its own kind. */
Object.assign(Buffer.prototype, {
  equals(this: Uint8Array, other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, at) => byte === other[at]);
  },
});

/** Injected by the build wherever the bundled code names one of these. */
export { Buffer };
export const setImmediate = (task: () => void): void => {
  queueMicrotask(task);
};
