/** One answer never carries more than the host may (main/host/host.ts). */
const most = 8 * 1024 * 1024;

/** Bytes [begin, end) of one piece of evidence, from the page's own origin; null when there are none. */
export async function readEvidenceBytes(
  submission: string,
  { evidence, begin, end }: { readonly evidence: string; readonly begin: number; readonly end: number },
): Promise<ArrayBuffer | null> {
  if (end <= begin || end - begin > most) return null;
  try {
    const answer = await fetch(`/evidence/${encodeURIComponent(submission)}/${encodeURIComponent(evidence)}`, {
      headers: { Range: `bytes=${String(begin)}-${String(end - 1)}` },
    });
    if (!answer.ok) return null;
    const bytes = await answer.arrayBuffer();
    return bytes.byteLength === end - begin ? bytes : null;
  } catch {
    return null; // the library was locked or the window is closing; the frame says that the file cannot be read
  }
}
