import { createHash } from 'node:crypto';
import type { Fault } from './parse-faults.ts';

/** Changes a piece of an answer's body; `offset` is the piece's place in that body. */
export type Alter = (piece: Buffer, offset: number) => Buffer;

export const contentFaults = ['corrupt', 'liedigest', 'change'] as const;

/**
 * `corrupt`: one byte in the middle of each body is flipped. `liedigest`: other bytes of the same size under the entity
 * tag that the manifest promises. `change`: after the first answer for a path, other bytes with an entity tag of their own.
 */
export function alterBytes(fault: Fault | null, bodyLength: number): Alter | null {
  if (fault === null) return null;
  if (fault.name !== 'corrupt') return (piece) => piece.map((byte) => byte ^ 0x5a) as Buffer;
  const middle = Math.floor(bodyLength / 2);
  return (piece, offset) => {
    if (middle < offset || middle >= offset + piece.length) return piece;
    const flipped = Buffer.from(piece);
    flipped.writeUInt8(flipped.readUInt8(middle - offset) ^ 0xff, middle - offset);
    return flipped;
  };
}

export const changedTag = (tag: string): string => `"${createHash('sha256').update(`changed ${tag}`).digest('hex')}"`;
