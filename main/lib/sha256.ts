import { createHash } from 'node:crypto';

/** Lower-case hexadecimal, as manifests and packages write it. Text is hashed as UTF-8. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
