import type { ServerCounters } from '../server-types.ts';

export interface Counting {
  readonly shown: ServerCounters;
  request(path: string): void;
  evidence(bytes: number): void;
  upload(bytes: number): void;
}

export function createCounting(): Counting {
  let requests = 0;
  let evidenceBytes = 0;
  let uploadBytes = 0;
  const byPath = new Map<string, number>();
  return {
    shown: {
      get requests() {
        return requests;
      },
      get evidenceBytes() {
        return evidenceBytes;
      },
      get uploadBytes() {
        return uploadBytes;
      },
      byPath,
      reset() {
        requests = 0;
        evidenceBytes = 0;
        uploadBytes = 0;
        byPath.clear();
      },
    },
    request(path) {
      requests += 1;
      byPath.set(path, (byPath.get(path) ?? 0) + 1);
    },
    evidence(bytes) {
      evidenceBytes += bytes;
    },
    upload(bytes) {
      uploadBytes += bytes;
    },
  };
}
