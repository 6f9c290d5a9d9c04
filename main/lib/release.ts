/// <reference lib="es2024.arraybuffer" />

/**
 * Gives back the memory of bytes that nobody looks at any more. Left to the garbage collector it would pile up, since a
 * buffer weighs next to nothing in V8's heap, and what piles up makes it collect the whole heap some ten times a second while
 * files stream through. Bytes that are only a part of a memory (Node's pool, a read that began with headers) are left to it.
 */
export function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
