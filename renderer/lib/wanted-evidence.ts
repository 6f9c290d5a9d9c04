let wanted: Readonly<Record<string, string>> = {};

/** The file that the workbench is to open first for an indicator; said by the link that leads there. */
export function wantEvidence(indicator: string, evidence: string): void {
  wanted = { [indicator]: evidence };
}

/** Indicator → file. Whoever takes it opens it; later visits start with the first file again. */
export function takeWantedEvidence(): Readonly<Record<string, string>> {
  const taken = wanted;
  wanted = {};
  return taken;
}
