import { createHmac, timingSafeEqual } from 'node:crypto';

/** A place in the change feed. */
export interface Place {
  readonly after: number;
  /** Withdrawals up to here are left out: a first listing names only what is there, but misses nothing that happens meanwhile. */
  readonly withdrawnAfter: number;
}

/** Opaque to clients, and signed: a cursor of another server, or a made-up one, is not known. */
export interface Cursors {
  write(place: Place): string;
  read(cursor: string): Place | null;
}

export function createCursors(secret: string): Cursors {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest().subarray(0, 16);
  return {
    write({ after, withdrawnAfter }) {
      const text = `${after}.${withdrawnAfter}`;
      return `${Buffer.from(text).toString('base64url')}.${sign(text).toString('base64url')}`;
    },
    read(cursor) {
      const [body = '', signature = ''] = cursor.split('.');
      const text = Buffer.from(body, 'base64url').toString();
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(text);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const [after = NaN, withdrawnAfter = NaN] = text.split('.').map(Number);
      return { after, withdrawnAfter };
    },
  };
}
