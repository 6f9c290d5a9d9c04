import { BlockList, isIP } from 'node:net';
import { AppError } from '#common/contract/failures.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Not reachable from the internet: RFC 1918, 6598, 3927, 4193, 4291, and addresses that mean "this machine". */
const inside = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
] as const)
  inside.addSubnet(net, prefix, 'ipv4');
inside.addAddress('::', 'ipv6');
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');
// NAT64 and IPv4-mapped addresses reach the machine that they contain.
inside.addSubnet('64:ff9b::', 96, 'ipv6');

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
const bare = (host: string) => host.replace(/^\[|\]$/g, '');

/** `host` as in URL.hostname. Names count by their spelling: only `localhost` is this machine whatever DNS says. */
export function isLoopbackHost(host: string): boolean {
  const address = bare(host);
  if (isIP(address) === 0) return address === 'localhost' || address.endsWith('.localhost');
  return loopback.check(address, family(address));
}

/** For addresses as DNS gives them; BlockList looks through IPv4-mapped IPv6 by itself. */
export const isPrivateAddress = (address: string): boolean => inside.check(address, family(address));

/** A host whose name already says that it lies inside. */
export const isPrivateHost = (host: string): boolean =>
  isLoopbackHost(host) || (isIP(bare(host)) !== 0 && isPrivateAddress(bare(host)));

/** HTTPS, or plain HTTP that never leaves this machine. */
export const isSafeTransport = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));

/** As a person types it; without a scheme https is meant. Throws AppError('server.bad-address' | 'server.insecure'). */
function readAddress(text: string): URL {
  const trimmed = text.trim();
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (url === null || url.hostname === '') throw new AppError('server.bad-address');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AppError('server.bad-address');
  if (url.username !== '' || url.password !== '' || url.hash !== '') throw new AppError('server.bad-address');
  if (!isSafeTransport(url)) throw new AppError('server.insecure', { address: url.host });
  return url;
}

/** The base address of a server. Ends with a slash, so that paths can be resolved against it. Throws as above. */
export function readServerAddress(text: string): URL {
  const url = readAddress(text);
  if (url.search !== '') throw new AppError('server.bad-address');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Where a timestamp authority answers, exactly as given. Throws as above. */
export const readAuthorityAddress = readAddress;

export const parse = (text: string, base?: URL): URL | null => (URL.canParse(text, base) ? new URL(text, base) : null);
