import type { AppPath, OriginName } from '../host.ts';

export const scheme = 'app';

/** Hosts of one standard scheme are origins of their own, and by site isolation processes. */
export const origins = {
  app: `${scheme}://app`,
  evidence: `${scheme}://evidence`,
  reading: `${scheme}://reading`,
} as const;

/** Node's URL gives custom schemes no origin, so scheme and host are compared one by one. */
export function originOf(url: string): OriginName | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  if (protocol !== `${scheme}:`) return null;
  return host === 'app' || host === 'evidence' || host === 'reading' ? host : null;
}

export function pathOf(url: string): AppPath {
  const { pathname, search } = new URL(url);
  return `/${pathname.slice(1)}${search}`;
}
