/**
 * Text of an office's file: by its mark, else UTF-8 if it is that, else windows-874, as Thai programs of old write
 * (TIS-620 is part of it). `isCut`: the bytes end anywhere, maybe within a letter.
 */
export function decodeText(bytes: Uint8Array, isCut = false): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return new TextDecoder('windows-874').decode(bytes);
  }
}
