import type * as asn1js from 'asn1js';

/** Bytes exactly as DER; a `Uint8Array` over a plain `ArrayBuffer`, as WebCrypto wants it. */
export const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()
    : new Uint8Array(data);

/** Of two structures, byte by byte: pkijs would take the same letters in another string type for the same name. */
export const sameDer = (one: asn1js.BaseBlock, other: asn1js.BaseBlock): boolean =>
  Buffer.from(one.toBER()).equals(Buffer.from(other.toBER()));
