import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '#common/contract/failures.ts';
import { isSafeTransport } from '#main/lib/http/addresses.ts';

/**
 * What may be handed to the desktop: a web or mail address, or a folder. Never a file, which might be a program. Plain http
 * only on this machine, where a server is tried out.
 */
export type Revealable =
  { readonly kind: 'address'; readonly href: string } | { readonly kind: 'folder'; path: string };

/** Throws AppError('invalid-input') for anything else. */
export function checkRevealable(target: URL): Revealable {
  if (isSafeTransport(target) || target.protocol === 'mailto:') return { kind: 'address', href: target.href };
  if (target.protocol === 'file:' && target.host === '') {
    const path = fileURLToPath(target);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return { kind: 'folder', path };
  }
  throw new AppError('invalid-input', { field: 'target' });
}
