/** The part of tesseract.js that runs in its worker; the package has types for the other side only. */
declare module 'tesseract.js/src/worker-script/index.js' {
  interface Packet {
    readonly jobId: string;
    readonly workerId: string;
    readonly action: string;
    readonly payload: unknown;
  }
  interface Answer {
    readonly status: 'resolve' | 'reject' | 'progress';
    readonly data: unknown;
  }
  export function setAdapter(adapter: {
    getCore(): Promise<unknown>;
    gunzip(data: Uint8Array): Uint8Array;
    readCache(path: string): Promise<Uint8Array>;
  }): void;
  export function dispatchHandlers(packet: Packet, send: (answer: Answer) => void): void;
}
