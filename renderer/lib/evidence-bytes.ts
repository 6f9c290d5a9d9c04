/** One answer never carries more than the host may (main/host/host.ts). */
const most = 8 * 1024 * 1024;

interface Wanted {
  readonly begin: number;
  readonly end: number;
}

/** Bytes [begin, end) of one piece of evidence, from the page's own origin; null when there are none. */
export const readEvidenceBytes = (
  submission: string,
  { evidence, ...range }: Wanted & { readonly evidence: string },
): Promise<ArrayBuffer | null> =>
  readBytes(`/evidence/${encodeURIComponent(submission)}/${encodeURIComponent(evidence)}`, range);

/** Bytes [begin, end) of what main offers to be saved, to look at it before; null when it is offered no more. */
export const readExportBytes = (ticket: string, range: Wanted): Promise<ArrayBuffer | null> =>
  readBytes(`/preview/${encodeURIComponent(ticket)}`, range);

async function readBytes(address: string, { begin, end }: Wanted): Promise<ArrayBuffer | null> {
  if (end <= begin || end - begin > most) return null;
  try {
    const answer = await fetch(address, { headers: { Range: `bytes=${String(begin)}-${String(end - 1)}` } });
    if (!answer.ok) return null;
    const bytes = await answer.arrayBuffer();
    return bytes.byteLength === end - begin ? bytes : null;
  } catch {
    return null; // the library was locked or the window is closing; the frame says that the file cannot be read
  }
}
