/** What the workbench is to open for an indicator. */
export interface WantedEvidence {
  readonly indicator: string;
  readonly evidence: string;
  readonly page: number | null;
  /** What to look for on that page. */
  readonly find: string | null;
}

let wanted: WantedEvidence | null = null;
const listeners = new Set<() => void>();

/** Said by the link that leads there; `place` where it is more than the file. */
export function wantEvidence(
  indicator: string,
  evidence: string,
  place: { readonly page: number | null; readonly find: string | null } = { page: null, find: null },
): void {
  wanted = { indicator, evidence, ...place };
  for (const listener of listeners) listener();
}

/** For rendering, which may happen more than once before it counts. */
export const wantedEvidence = (): WantedEvidence | null => wanted;

/** Whoever takes it opens it; later visits start with the first file again. */
export function takeWantedEvidence(): WantedEvidence | null {
  const taken = wanted;
  wanted = null;
  return taken;
}

/** For a workbench that is open already. */
export function onWantedEvidence(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
